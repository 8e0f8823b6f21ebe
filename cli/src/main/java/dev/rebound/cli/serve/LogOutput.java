package dev.rebound.cli.serve;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.log.LogLine;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** Has the log written as the configuration says. */
final class LogOutput {

    private LogOutput() {}

    static void follow(Configuration configuration) {
        ((Logger) LoggerFactory.getLogger("dev.rebound"))
                .setLevel(Level.valueOf(configuration.logLevel().name()));
        LogLine.Format format = switch (configuration.logFormat()) {
            case TEXT -> LogLine.Format.TEXT;
            case JSON -> LogLine.Format.JSON;
        };
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        for (Iterator<Appender<ILoggingEvent>> each = root.iteratorForAppenders(); each.hasNext(); ) {
            if (each.next() instanceof OutputStreamAppender<ILoggingEvent> appender
                    && appender.getEncoder() instanceof LayoutWrappingEncoder<ILoggingEvent> encoder
                    && encoder.getLayout() instanceof LogLine line) {
                line.write(format);
            }
        }
    }
}
