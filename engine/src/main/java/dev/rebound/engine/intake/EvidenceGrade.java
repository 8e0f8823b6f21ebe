package dev.rebound.engine.intake;

/** How far returned mail proves that it belongs to a message we sent. */
public enum EvidenceGrade {
    /** It came to the message's own signed return path. Only this acts. */
    PROVEN,
    /**
     * The return path was lost, but it quotes the Message-ID that we gave a message to the very address it names. The
     * Message-ID carries the same seal as the return path, so nobody can make one up; but whoever has seen the message
     * knows it. It acts only if the installation says so.
     */
    PLAUSIBLE,
    /** Anybody could have written it. It never acts. */
    UNPROVEN
}
