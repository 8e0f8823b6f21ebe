package dev.rebound.server.config;

/** The reference of all settings, made from their definitions: there is nothing else to keep up to date. */
public final class ConfigurationReference {

    private ConfigurationReference() {}

    /** A complete file in which every setting stands with its default, commented out. */
    public static String asToml() {
        StringBuilder text = new StringBuilder("# Rebound: every setting with its default.\n");
        String table = "";
        for (Setting<?> setting : Configuration.settings()) {
            if (!setting.table().equals(table)) {
                table = setting.table();
                text.append("\n[").append(table).append("]\n");
            }
            text.append("\n# ").append(setting.description());
            text.append("\n# ").append(setting.kind()).append("; ").append(setting.variable());
            text.append("\n# ")
                    .append(setting.name())
                    .append(" = \"")
                    .append(setting.fallback())
                    .append("\"\n");
        }
        return text.toString();
    }

    /** The same as a Markdown table for the documentation. */
    public static String asMarkdown() {
        StringBuilder text =
                new StringBuilder("| key | may be | default | meaning | environment |\n|---|---|---|---|---|\n");
        for (Setting<?> setting : Configuration.settings()) {
            String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
            text.append("| `").append(setting.key()).append("` | ").append(setting.kind());
            text.append(" | ").append(fallback).append(" | ").append(setting.description());
            text.append(" | `").append(setting.variable()).append("` |\n");
        }
        return text.toString();
    }
}
