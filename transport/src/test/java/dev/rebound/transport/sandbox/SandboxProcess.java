package dev.rebound.transport.sandbox;

import dev.rebound.transport.sandbox.script.SandboxScript;
import java.nio.file.Path;
import java.util.Map;

/** A sandbox in a process of its own, to be killed. Says its port and the address of a server, then serves. */
final class SandboxProcess {

    private SandboxProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        SandboxSettings settings = new SandboxSettings(SandboxScript.standard(), Path.of(arguments[0]), Map.of());
        SandboxInternet internet = SandboxInternet.start(settings, SandboxFixture.clock());
        System.out.println(internet.dnsAddress().getPort() + " " + internet.smtpPort());
        Thread.currentThread().join();
    }
}
