package dev.rebound.engine.inbox;

/** What people who write one-to-one emails have kept. */
public record WritingPorts(OneToOneCourses courses, InboxHabits habits, LetterTemplates templates) {}
