package dev.rebound.engine.node;

/**
 * Which life of which node: every start of a process gets a number of its own, and so does one that goes on after it lost its
 * lease. So whatever carries a number can be told from what a later life does.
 *
 * @param value over 0; 0 stands for nobody
 */
public record NodeNumber(long value) {

    /** Nobody: what is claimed by it is free. */
    public static final NodeNumber NOBODY = new NodeNumber(0);

    /** The one server there is where the database is a file. */
    public static final NodeNumber SOLE = new NodeNumber(1);

    public NodeNumber {
        if (value < 0) {
            throw new IllegalArgumentException("a node's number must not be negative, was " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
