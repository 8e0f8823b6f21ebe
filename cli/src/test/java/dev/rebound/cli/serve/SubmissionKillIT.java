package dev.rebound.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.submission.SubmittedMessage;
import dev.rebound.store.LedgerInspection;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while programs hand mail over: what was answered 250 is there, once, with all it said. */
@Tag("slow")
class SubmissionKillIT {

    private static final AccountId ACCOUNT = new AccountId(1);
    private static final int PROGRAMS = 8;

    @TempDir
    private Path folder;

    @Test
    void whatWasAnswered250IsThereAfterTheKill() throws Exception {
        Path data = folder.resolve("data");
        List<String> acknowledged = new ArrayList<>();
        for (int kills = 1; kills <= 3; kills++) {
            int atLeast = 40 * kills;
            try (DemoProcess demo = DemoProcess.start(data, 300)) {
                List<SubmittingProgram> programs = programs(demo.submissionPort(), "k" + kills);
                List<Thread> threads = programs.stream()
                        .map(program -> Thread.ofVirtual().start(program))
                        .toList();
                demo.await(atLeast + " mails acknowledged", () -> sum(programs) >= atLeast);
                demo.kill();
                for (Thread thread : threads) {
                    thread.join();
                }
                programs.forEach(program -> acknowledged.addAll(program.acknowledged()));
            }
            assertEquals(List.of(), LedgerInspection.verify(data).differences());
        }
        try (Store store = Store.open(data, StoreSettings.standard())) {
            List<String> missing = acknowledged.stream()
                    .filter(headerId -> !isThereOnce(store, headerId))
                    .toList();
            assertEquals(List.of(), missing);
        }
    }

    private static List<SubmittingProgram> programs(int port, String name) {
        return IntStream.range(0, PROGRAMS)
                .mapToObj(i -> new SubmittingProgram(port, name + "x" + i + "x"))
                .toList();
    }

    private static long sum(List<SubmittingProgram> programs) {
        return programs.stream()
                .mapToLong(program -> program.acknowledged().size())
                .sum();
    }

    private static boolean isThereOnce(Store store, String headerId) {
        List<SubmittedMessage> found = store.submissions().withHeaderId(ACCOUNT, headerId, 2);
        return found.size() == 1
                && store.submissions().contentOf(found.getFirst().message()).isPresent();
    }
}
