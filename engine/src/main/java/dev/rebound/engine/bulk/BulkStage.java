package dev.rebound.engine.bulk;

/** Where a bulk change stands. */
public enum BulkStage {
    /** Its addresses are being read; nothing has been changed. */
    COLLECTING,
    /** What it would do is being found out; nothing has been changed. */
    COUNTING,
    /** It waits for somebody to say why, and go; nothing has been changed. */
    READY,
    /** It is being carried out. */
    APPLYING,
    /** It has been carried out. */
    DONE,
    /** It is being taken back. */
    UNDOING,
    /** It has been taken back. */
    UNDONE,
    /** Its addresses could not be read; nothing was changed. */
    FAILED;

    /** Whether it goes on by itself. */
    public boolean isUnderWay() {
        return switch (this) {
            case COLLECTING, COUNTING, APPLYING, UNDOING -> true;
            case READY, DONE, UNDONE, FAILED -> false;
        };
    }

    /** Whether it has changed anything, or begun to. */
    public boolean isApplied() {
        return switch (this) {
            case APPLYING, DONE, UNDOING, UNDONE -> true;
            case COLLECTING, COUNTING, READY, FAILED -> false;
        };
    }
}
