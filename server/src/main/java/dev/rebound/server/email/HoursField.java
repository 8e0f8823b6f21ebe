package dev.rebound.server.email;

import dev.rebound.engine.email.EmailDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an email is tried, as people type it: hours, with a comma or a point, or nothing.
 *
 * @param wrong whether something was typed that cannot be used
 */
record HoursField(Optional<Duration> length, boolean wrong) {

    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    static HoursField read(String typed) {
        String number = typed.strip().replace(',', '.');
        if (number.isEmpty()) {
            return new HoursField(Optional.empty(), false);
        }
        if (!number.matches("[0-9]{1,3}(\\.[0-9]{1,3})?")) {
            return new HoursField(Optional.empty(), true);
        }
        long minutes = new BigDecimal(number)
                .multiply(MINUTES)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        Optional<Duration> length = Optional.of(Duration.ofMinutes(minutes)).filter(EmailDraft::isPossible);
        return new HoursField(length, length.isEmpty());
    }

    /** As it would be typed. */
    static String written(Duration length) {
        return BigDecimal.valueOf(length.toMinutes())
                .divide(MINUTES, 3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
