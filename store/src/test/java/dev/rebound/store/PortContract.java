package dev.rebound.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts share: a fresh store for each test, and a small world to put in it. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class PortContract {

    @TempDir
    Path folder;

    Ports ports;
    World world;

    /** An empty store; {@code folder} is for those that need one. */
    abstract Ports open(Path folder);

    @BeforeEach
    void openPorts() {
        ports = open(folder);
        world = new World(ports);
    }

    @AfterEach
    void closePorts() {
        ports.close();
    }
}
