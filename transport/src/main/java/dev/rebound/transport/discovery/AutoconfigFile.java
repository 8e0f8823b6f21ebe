package dev.rebound.transport.discovery;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.ServerSearch;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Reads {@code config-v1.1.xml}, the form that Thunderbird introduced and many domains publish. A stranger wrote it: a DOCTYPE is
 * refused, and what is not understood is passed over.
 */
final class AutoconfigFile {

    private AutoconfigFile() {}

    static Optional<ServerSearch.Found> read(String file, EmailAddress address) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element root =
                    builder.parse(new InputSource(new StringReader(file))).getDocumentElement();
            Optional<Element> incoming = server(root, "incomingServer", "imap");
            Optional<Element> outgoing = server(root, "outgoingServer", "smtp");
            return incoming.flatMap(imap -> endpoint(imap)
                    .flatMap(reading -> outgoing.flatMap(AutoconfigFile::endpoint)
                            .map(sending -> new ServerSearch.Found(
                                    new MailServers(reading, sending),
                                    Optional.empty(),
                                    user(imap, address),
                                    ServerSearch.By.AUTOCONFIG))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return Optional.empty();
        }
    }

    /** The first of its kind that asks for TLS. */
    private static Optional<Element> server(Element root, String name, String type) {
        NodeList all = root.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element server
                    && server.getAttribute("type").equals(type)
                    && endpoint(server).isPresent()) {
                return Optional.of(server);
            }
        }
        return Optional.empty();
    }

    private static Optional<MailEndpoint> endpoint(Element server) {
        Optional<Protection> protection = switch (text(server, "socketType")) {
            case "SSL" -> Optional.of(Protection.TLS);
            case "STARTTLS" -> Optional.of(Protection.STARTTLS);
            default -> Optional.empty();
        };
        String port = text(server, "port");
        if (protection.isEmpty() || !port.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MailEndpoint(text(server, "hostname"), Integer.parseInt(port), protection.get()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String user(Element server, EmailAddress address) {
        String form = text(server, "username");
        return form.isEmpty()
                ? address.text()
                : form.replace("%EMAILADDRESS%", address.text())
                        .replace("%EMAILLOCALPART%", address.localPart())
                        .replace("%EMAILDOMAIN%", address.domain());
    }

    private static String text(Element server, String name) {
        NodeList found = server.getElementsByTagName(name);
        return found.getLength() == 0
                ? ""
                : String.valueOf(found.item(0).getTextContent()).strip();
    }
}
