package dev.rebound.cli.accuracy;

/**
 * A verdict held against its label.
 *
 * @param sample of which message or reply
 * @param place what it is about, to find it again: the sample's id, for messages with the number of
 *     the recipient in the label
 * @param wanted what the label asks
 * @param got what Rebound said
 * @param rule the rule or code that said so
 */
record Judged(Sample sample, String place, Wanted wanted, Answer got, String rule) {

    boolean isRight() {
        return wanted.accepted().contains(got);
    }

    boolean isDefensible() {
        return wanted.defensible().contains(got);
    }
}
