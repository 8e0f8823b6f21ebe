package dev.rebound.transport.sandbox.script;

/**
 * One thing that is wrong with a script.
 *
 * @param file the script
 * @param key where in it, dotted; empty if it concerns the whole file
 * @param message what is wrong and what to write instead
 */
public record ScriptProblem(String file, String key, String message) {
    @Override
    public String toString() {
        return key.isEmpty() ? file + ": " + message : file + ": " + key + ": " + message;
    }
}
