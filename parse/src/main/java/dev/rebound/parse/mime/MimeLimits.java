package dev.rebound.parse.mime;

/** How much of a message is read. Whatever lies beyond is passed over, with a finding. */
public final class MimeLimits {

    /** Levels of parts in parts; the deepest reports seen in real mail have 6. */
    public static final int DEPTH_MAX = 32;
    /** Parts of a message, all levels together. */
    public static final int PARTS_MAX = 1_000;
    /** Headers of one part. */
    public static final int HEADERS_MAX = 1_000;
    /** Headers of a message, all parts together. */
    public static final int HEADERS_TOTAL_MAX = 10_000;
    /** Bytes of one header, folded lines included. */
    public static final int HEADER_BYTES_MAX = 64 * 1024;
    /** Bytes of one text part that are decoded: reports say what they have to say at the start. */
    public static final int TEXT_BYTES_MAX = 256 * 1024;
    /** Bytes of a boundary (RFC 2046 allows 70; some senders do not care). */
    public static final int BOUNDARY_BYTES_MAX = 256;
    /** Parameters of a header such as Content-Type. */
    public static final int PARAMETERS_MAX = 32;
    /** Bytes searched for the boundary of a multipart that names none, or a wrong one. */
    public static final int BOUNDARY_SEARCH_BYTES_MAX = 64 * 1024;
    /** How many multiparts of a message get such a search. */
    public static final int BOUNDARY_SEARCHES_MAX = 8;
    /** How many encoded messages inside a message are decoded and read. */
    public static final int ENCODED_MESSAGES_MAX = 8;

    private MimeLimits() {}
}
