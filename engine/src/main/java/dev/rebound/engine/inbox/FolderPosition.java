package dev.rebound.engine.inbox;

/**
 * Up to where a folder has been looked at.
 *
 * @param folder its name, as the server spells it
 * @param uidValidity of the numbers (RFC 3501, section 2.3.1.1): another one means that they all mean something else
 * @param uidNext the lowest number that has not been looked at
 * @param modSeq the folder's highest modification sequence (RFC 7162); 0 if the server has none
 */
public record FolderPosition(String folder, long uidValidity, long uidNext, long modSeq) {}
