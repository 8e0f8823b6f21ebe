package dev.rebound.engine.provider;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a topic of Amazon SNS, {@code arn:aws:sns:eu-west-1:123456789012:bounces}.
 *
 * @param region in which it is
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html">Resource types
 *     defined by Amazon SNS</a>
 */
public record TopicArn(String text, Partition partition, String region) {

    private static final Pattern FORM = Pattern.compile(
            "arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-\\d{1,2}):\\d{12}:[A-Za-z0-9_-]{1,256}(?:\\.fifo)?");

    /** The parts of Amazon's cloud that know nothing of each other. */
    public enum Partition {
        AWS("amazonaws.com"),
        CHINA("amazonaws.com.cn");

        private final String domain;

        Partition(String domain) {
            this.domain = domain;
        }
    }

    /** Empty if it is none. */
    public static Optional<TopicArn> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new TopicArn(
                        text, matcher.group(1).equals("aws-cn") ? Partition.CHINA : Partition.AWS, matcher.group(2)))
                : Optional.empty();
    }

    /** The server of Amazon's that answers for the topic; made of the ARN alone, so no stranger can name another. */
    public String host() {
        return "sns." + region + "." + partition.domain;
    }
}
