package dev.rebound.classify.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.model.Training.Lesson;
import dev.rebound.core.bounce.BounceType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextModelTest {

    private static final List<Lesson> LESSONS = List.of(
            new Lesson("the mailbox has no room left", "552", Family.MAILBOX_FULL),
            new Lesson("no room in the mailbox of <address>", "552 5.2.2", Family.MAILBOX_FULL),
            new Lesson("there is no room for more mail", "", Family.MAILBOX_FULL),
            new Lesson("nobody of this name lives here", "550", Family.UNKNOWN_USER),
            new Lesson("this name belongs to nobody", "550 5.1.1", Family.UNKNOWN_USER),
            new Lesson("nobody here", "", Family.UNKNOWN_USER));

    @ParameterizedTest
    @EnumSource
    void aRefusalForNowKeepsTheAddressMailableWhateverItIsAbout(Family family) {
        assertEquals(BounceType.SOFT, family.reason(false).finalType());
    }

    @Test
    void whatWasLearnedIsRecognisedInOtherWords() {
        TextModel model = Training.of(LESSONS);

        assertEquals(Family.MAILBOX_FULL, model.guess("sorry no room", "550").family());
        assertEquals(
                Family.UNKNOWN_USER, model.guess("nobody of that name", "550").family());
    }

    @Test
    void theSameLessonsGiveTheSameBytes() {
        assertArrayEquals(ModelFile.write(Training.of(LESSONS)), ModelFile.write(Training.of(LESSONS)));
    }

    @Test
    void aModelSurvivesBeingWrittenAndRead() {
        TextModel model = Training.of(LESSONS);

        TextModel read = ModelFile.read(ModelFile.write(model));

        assertEquals(model.id(), read.id());
        assertEquals(model.guess("no room", "550"), read.guess("no room", "550"));
    }

    @Test
    void aModelWithOtherThresholdsHasAnotherName() {
        TextModel model = Training.of(LESSONS);
        float[] thresholds = new float[model.thresholds().length];

        assertNotEquals(model.id(), model.withThresholds(thresholds).id());
    }

    @Test
    void withoutThresholdsItNeverDecides() {
        Opinion opinion = Training.of(LESSONS).opinion("no room in the mailbox", "552", Band.PERMANENT_VAGUE);

        assertFalse(opinion.isSureEnough());
    }

    @Test
    void anOpinionNamesThePiecesOfTheTextThatSpoke() {
        Opinion opinion = Training.of(LESSONS).opinion("sorry, no room", "550", Band.PERMANENT_VAGUE);

        assertTrue(
                opinion.grams().stream().anyMatch(gram -> gram.contains("room") || gram.contains("no r")),
                () -> opinion.grams().toString());
        assertFalse(opinion.toString().contains("room"), opinion::toString);
    }

    @Test
    void brokenFilesAreRefused() {
        byte[] file = ModelFile.write(Training.of(LESSONS));

        assertThrows(IllegalArgumentException.class, () -> ModelFile.read(Arrays.copyOf(file, file.length / 2)));
        assertThrows(IllegalArgumentException.class, () -> ModelFile.read(new byte[100]));
    }

    @Test
    void anEmptyAndAHugeTextHaveAnOpinionToo() {
        TextModel model = Training.of(LESSONS);

        assertTrue(model.guess("", "").probability() > 0);
        assertTrue(model.guess("\ud83d".repeat(100_000), "550").probability() > 0);
    }
}
