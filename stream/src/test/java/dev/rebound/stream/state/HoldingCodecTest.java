package dev.rebound.stream.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Rulebook;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The form in which the state of an address is kept. */
final class HoldingCodecTest {

    private static final AddressKey ADDRESS = new AddressKey("p@example.org");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final Verdict UNKNOWN_USER = new Verdict(
            Reason.UNKNOWN_USER.finalType(),
            Reason.UNKNOWN_USER,
            Fault.RECIPIENT,
            Confidence.HIGH,
            new RuleId("postfix-user-unknown"),
            "3f2a9c01b7d4",
            List.of("user unknown"),
            Optional.empty());

    /** What a build that wrote version 1 made of {@link #bounced}: never to be changed. */
    private static final String VERSION_1 =
            "01010703040180897a010000000014706f73746669782d757365722d756e6b6e6f776e0c33663261"
                    + "3963303162376434010c7573657220756e6b6e6f776e0001000102030405060708090a0b0c0d0e0f"
                    + "0103000000000007010300000000";

    @Test
    void aStateReadBackEqualsTheOneWritten() {
        Random random = new Random(1);
        Holding holding = Holding.EMPTY;
        for (int i = 1; i <= 200; i++) {
            MessageId message = new MessageId(1 + random.nextInt(30));
            Instant at = NOON.plusSeconds(i);
            holding = see(holding, new Observation.Accepted(new AccountId(1 + random.nextInt(4)), message, at));
            holding = see(holding, random.nextBoolean() ? failed(message, at, i) : taken(message, at, i));
            holding = holding.with(message, random.nextInt(3)).waiting(random.nextBoolean());

            assertEquals(holding, HoldingCodec.unpack(HoldingCodec.pack(holding)));
        }
    }

    /** Of 20 addresses one bounced; each was written to three times. */
    @Test
    void anAddressTakesLessThan200Octets() {
        long octets = 0;
        for (int address = 0; address < 20; address++) {
            Holding holding = Holding.EMPTY;
            for (int i = 0; i < 3; i++) {
                MessageId message = new MessageId(1_000_000_000L + 3L * address + i);
                Instant at = NOON.plusSeconds(86_400L * i);
                holding = see(holding, new Observation.Accepted(new AccountId(12_345), message, at));
                holding = see(
                        holding.with(message, 77_777 + i),
                        address == 0 ? failed(message, at.plusSeconds(3), i) : taken(message, at.plusSeconds(3), i));
            }
            octets += HoldingCodec.pack(holding).length;
        }
        System.out.println("octets of an address on average: " + octets / 20);
        assertTrue(octets / 20 < 200, () -> "more than 200 octets");
    }

    @Test
    void whatVersion1WroteIsStillRead() {
        Holding read = HoldingCodec.unpack(HexFormat.of().parseHex(VERSION_1));

        assertEquals(bounced(), read);
        assertEquals(2, HoldingCodec.pack(read)[0], "it takes the newest form when it is written again");
    }

    @Test
    void aNewerVersionIsRefusedAndSaysSo() {
        byte[] newer = HoldingCodec.pack(Holding.EMPTY);
        newer[0] = 99;

        IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> HoldingCodec.unpack(newer));
        assertTrue(String.valueOf(refusal.getMessage()).contains("version 99"), refusal::toString);
    }

    @Test
    void aSavepointOfAnOlderFormMayBeTakenUpAndOneOfANewerNot() throws Exception {
        assertTrue(compatibility(1).isCompatibleAsIs());
        assertTrue(compatibility(2).isCompatibleAsIs());
        assertTrue(compatibility(3).isIncompatible());
    }

    private static TypeSerializerSchemaCompatibility<Packed> compatibility(int newestForm) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(8);
        out.writeInt(newestForm);
        PackedSnapshot older = new PackedSnapshot();
        older.readSnapshot(
                1, new DataInputDeserializer(out.getCopyOfBuffer()), HoldingCodecTest.class.getClassLoader());
        return new PackedSnapshot().resolveSchemaCompatibility(older);
    }

    private static Holding bounced() {
        MessageId message = new MessageId(7);
        Instant moment = Instant.ofEpochSecond(1);
        EvidenceId evidence = new EvidenceId("000102030405060708090a0b0c0d0e0f");
        Holding accepted = see(Holding.EMPTY, new Observation.Accepted(new AccountId(3), message, moment));
        return see(accepted, new Observation.PermanentFailure(message, moment, evidence, UNKNOWN_USER));
    }

    private static Observation failed(MessageId message, Instant at, int i) {
        return new Observation.PermanentFailure(
                message, at, EvidenceId.of(message.toString(), Integer.toString(i)), UNKNOWN_USER);
    }

    private static Observation taken(MessageId message, Instant at, int i) {
        return new Observation.Taken(message, at, EvidenceId.of(message.toString(), Integer.toString(i)));
    }

    private static Holding see(Holding before, Observation observation) {
        return before.with(AddressRules.decide(ADDRESS, before.state(), observation, Rulebook.standard())
                .after());
    }
}
