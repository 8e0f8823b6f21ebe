package dev.rebound.store.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;

/**
 * A key in a file of its own beside the database, so that a copy of the database gives nobody what the key gives. Made at the
 * first start, readable by its owner only.
 */
public enum KeyFile {
    /** Signs return paths, hides the addresses of the global list, and seals what webhooks and providers are proven with. */
    RETURN_PATH(
            KeyFile.NAME,
            "without it, reports about mail already sent cannot be proven and go to quarantine, and webhooks and sources of"
                    + " provider events have to be made anew."),
    /** Seals the secrets of connected inboxes. */
    INBOX(KeyFile.INBOX_NAME, "without it, every connected inbox has to be connected again.");

    /** Name of the first in the data folder. */
    public static final String NAME = "return-path.key";

    /** Name of the second. */
    public static final String INBOX_NAME = "inbox.key";

    private static final int KEY_OCTETS = 32;

    private final String fileName;
    private final String loss;

    KeyFile(String fileName, String loss) {
        this.fileName = fileName;
        this.loss = loss;
    }

    /** Reads the key, or makes one. */
    byte[] readOrMake(Path dataFolder) {
        Path file = dataFolder.resolve(fileName);
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            return make(file);
        } catch (IOException e) {
            throw DataFolderException.key("the key file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        try {
            byte[] key = HexFormat.of().parseHex(text);
            if (key.length == KEY_OCTETS) {
                return key;
            }
        } catch (IllegalArgumentException notHexadecimal) {
            throw damaged(file, notHexadecimal);
        }
        throw damaged(file, new IllegalArgumentException("it holds " + text.length() / 2 + " octets"));
    }

    private DataFolderException damaged(Path file, Exception cause) {
        return DataFolderException.key(
                "the key file " + file + " is damaged: it must hold " + KEY_OCTETS
                        + " octets in hexadecimal. Put back the one from your backup; " + loss,
                cause);
    }

    /** Written beside and moved, so that a crash leaves a whole key or none. */
    private static byte[] make(Path file) {
        byte[] key = new byte[KEY_OCTETS];
        new SecureRandom().nextBytes(key);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh);
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        fresh, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            }
            Files.writeString(
                    fresh, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return key;
        } catch (IOException e) {
            throw DataFolderException.key("the key file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
