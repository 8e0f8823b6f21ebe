package dev.rebound.server;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tests of pages share: before each of them a world of its own is opened, and Mara, who owns an account in it, is signed in. What a
 * test wants to be there besides it puts there in a method of its own that runs before each, which is after this one.
 */
public abstract class SignedInPages {

    @TempDir
    protected Path folder;

    @SuppressWarnings("NullAway.Init") // made before every test
    protected PagesWorld world;

    @SuppressWarnings("NullAway.Init")
    protected Browser mara;

    /** What must lie in the folder before the world is opened in it; nothing, unless a test says otherwise. */
    protected void lay(Path empty) throws IOException {}

    @BeforeEach
    protected final void signIn() throws IOException {
        lay(folder);
        world = new PagesWorld(folder);
        mara = world.mara();
    }

    @AfterEach
    protected final void signOut() {
        mara.close();
        world.close();
    }
}
