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
 * The key that signs return paths and hides the addresses of the global list, in a file of its own beside the database,
 * so that a copy of the database gives nobody the power to forge a report or to read that list. Made at the first start,
 * readable by its owner only.
 */
public final class KeyFile {

    /** Name in the data folder. */
    public static final String NAME = "return-path.key";

    private static final int KEY_OCTETS = 32;

    private KeyFile() {}

    /** Reads the key, or makes one. */
    static byte[] readOrMake(Path dataFolder) {
        Path file = dataFolder.resolve(NAME);
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            return make(file);
        } catch (IOException e) {
            throw DataFolderException.key("the key file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file) throws IOException {
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

    private static DataFolderException damaged(Path file, Exception cause) {
        return DataFolderException.key(
                "the key file " + file + " is damaged: it must hold " + KEY_OCTETS
                        + " octets in hexadecimal. Put back the one from your backup; without it, reports about"
                        + " mail already sent cannot be proven and go to quarantine.",
                cause);
    }

    /** Written beside and moved, so that a crash leaves a whole key or none. */
    private static byte[] make(Path file) {
        byte[] key = new byte[KEY_OCTETS];
        new SecureRandom().nextBytes(key);
        Path fresh = file.resolveSibling(NAME + ".new");
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
