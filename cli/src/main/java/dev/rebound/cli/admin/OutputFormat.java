package dev.rebound.cli.admin;

/** How a command prints what it lists; the names are what one types. */
enum OutputFormat {
    text,
    jsonl
}
