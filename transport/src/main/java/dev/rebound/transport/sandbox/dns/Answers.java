package dev.rebound.transport.sandbox.dns;

import dev.rebound.transport.sandbox.script.DnsTrouble;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Answers one query from the zone. Stateless; pure but for the bytes that come in. */
final class Answers {

    /** Seconds an answer may be kept: short, so that an edited script shows soon. */
    private static final long TTL_SECONDS = 5;

    private static final int PREFERENCE_STEP = 10;

    private final Zone zone;

    Answers(Zone zone) {
        this.zone = zone;
    }

    /** The answer; empty if none must be given: not a query, or one that is met with silence. */
    Optional<byte[]> answer(byte[] packet) {
        Message query;
        try {
            query = new Message(packet);
        } catch (IOException notDns) {
            return Optional.empty();
        }
        Record question = query.getQuestion();
        if (query.getHeader().getFlag(Flags.QR)
                || question == null
                || query.getHeader().getOpcode() != Opcode.QUERY) {
            return Optional.empty();
        }
        String name = question.getName().toString(true).toLowerCase(Locale.ROOT);
        if (zone.trouble(name).filter(DnsTrouble.SILENCE::equals).isPresent()) {
            return Optional.empty();
        }
        Message answer = reply(query, question);
        fill(answer, question, name);
        return Optional.of(answer.toWire());
    }

    private static Message reply(Message query, Record question) {
        Message answer = new Message(query.getHeader().getID());
        Header header = answer.getHeader();
        header.setFlag(Flags.QR);
        header.setFlag(Flags.AA);
        header.setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        answer.addRecord(question, Section.QUESTION);
        return answer;
    }

    private void fill(Message answer, Record question, String name) {
        Optional<DnsTrouble> trouble = zone.trouble(name);
        if (trouble.isPresent()) {
            fill(answer, question, trouble.get());
        } else if (!zone.knows(name)) {
            fill(answer, question, DnsTrouble.NXDOMAIN);
        } else {
            addRecords(answer, question, name);
        }
    }

    private void fill(Message answer, Record question, DnsTrouble trouble) {
        switch (trouble) {
            case NXDOMAIN -> {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
                addAuthority(answer);
            }
            case SERVFAIL -> answer.getHeader().setRcode(Rcode.SERVFAIL);
            case NULL_MX -> addMail(answer, question, 0, Name.root);
            case NO_RECORDS -> addAuthority(answer);
            case NO_ADDRESS -> addMail(answer, question, PREFERENCE_STEP, child("gone", question.getName()));
            case SILENCE -> throw new AssertionError("silence was kept before");
        }
    }

    private void addRecords(Message answer, Record question, String name) {
        int preference = 0;
        for (String host : zone.mailServers(name)) {
            preference += PREFERENCE_STEP;
            Name target = name(host);
            if (addMail(answer, question, preference, target)) {
                zone.address(host)
                        .ifPresent(address -> answer.addRecord(
                                new ARecord(target, DClass.IN, TTL_SECONDS, address), Section.ADDITIONAL));
            }
        }
        if (question.getType() == Type.A || question.getType() == Type.ANY) {
            zone.address(name)
                    .ifPresent(address -> answer.addRecord(
                            new ARecord(question.getName(), DClass.IN, TTL_SECONDS, address), Section.ANSWER));
        }
        if (answer.getSection(Section.ANSWER).isEmpty()) {
            addAuthority(answer);
        }
    }

    private boolean addMail(Message answer, Record question, int preference, Name target) {
        boolean asked = question.getType() == Type.MX || question.getType() == Type.ANY;
        if (asked) {
            answer.addRecord(
                    new MXRecord(question.getName(), DClass.IN, TTL_SECONDS, preference, target), Section.ANSWER);
        }
        return asked;
    }

    /** Says how long "no such name" and "no such record" hold (RFC 2308). */
    private static void addAuthority(Message answer) {
        Name host = name("ns.example");
        answer.addRecord(
                new SOARecord(
                        /* name= */ Name.root,
                        DClass.IN,
                        TTL_SECONDS,
                        host,
                        /* admin= */ Name.root,
                        1,
                        3600,
                        600,
                        86_400,
                        TTL_SECONDS),
                Section.AUTHORITY);
    }

    private static Name child(String label, Name parent) {
        try {
            return new Name(label, parent);
        } catch (TextParseException tooLong) {
            return parent;
        }
    }

    private static Name name(String host) {
        try {
            return Name.fromString(host + ".");
        } catch (TextParseException e) {
            throw new IllegalStateException("the script's host names are checked", e);
        }
    }
}
