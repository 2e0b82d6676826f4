using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FxOrleans.Pricing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Journal.Tests.Log;

/// <summary>Every receipt is in the log, for whoever has only the keys; and the log only grows.</summary>
public sealed class LogTests : IDisposable
{
    private const int Receipts = 23;

    private readonly BookFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_receipt_is_proved_to_be_in_the_log_also_after_a_restart()
    {
        var receipts = new List<Receipt>();
        using (var book = _folder.Open())
        {
            await IssueAsync(book, receipts);
        }

        using var restarted = _folder.Open();
        var jwks = (await restarted.PublicKeysAsync(default)).ToArray();
        for (var i = 0; i < receipts.Count; i++)
        {
            var proof = (await restarted.ProofAsync(receipts[i].Id, default))!;
            Assert.Equal((i, receipts.Count), (proof.Index, proof.Size));
            Assert.True(LogVerifier.Holds(receipts[i].Signed, Json(proof), jwks));
            Assert.False(LogVerifier.Holds(receipts[(i + 1) % receipts.Count].Signed, Json(proof), jwks));
        }

        Assert.Null(await restarted.ProofAsync(new string('A', 43), default));
        Assert.Equal(ReceiptCheck.Valid, (await restarted.VerifyAsync(receipts[3].Signed, default))!.Log);
    }

    [Fact]
    public async Task A_size_has_one_checkpoint_and_each_follows_from_those_before()
    {
        using var book = _folder.Open();
        var (roots, receipts) = (new List<byte[]>(), new List<Receipt>());
        Assert.Equal(0, (int)Payload(await book.CheckpointAsync(default))["size"]!);
        await IssueAsync(book, receipts, async () =>
        {
            var checkpoint = await book.CheckpointAsync(default);
            _folder.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(checkpoint, await book.CheckpointAsync(default));
            roots.Add(ReceiptText.Bytes((string)Payload(checkpoint)["root"]!)!);
            Assert.Equal("fxorleans", (string)Payload(checkpoint)["log"]!);
        });

        for (var first = 1; first <= roots.Count; first++)
        {
            for (var second = first; second <= roots.Count; second++)
            {
                var hashes = (await book.ConsistencyAsync(first, second, default))!.Select(hash => ReceiptText.Bytes(hash)!).ToArray();
                Assert.True(MerkleTree.Agree(first, roots[first - 1], second, roots[second - 1], hashes), $"{first} to {second}");
            }
        }

        Assert.Null(await book.ConsistencyAsync(1, roots.Count + 1, default));
    }

    [Fact]
    public async Task A_proof_that_is_not_signed_or_not_whole_proves_nothing()
    {
        using var book = _folder.Open();
        var receipts = new List<Receipt>();
        await IssueAsync(book, receipts);
        var (receipt, jwks) = (receipts[5], (await book.PublicKeysAsync(default)).ToArray());
        var proof = (await book.ProofAsync(receipt.Id, default))!;
        using var foreign = new TestKey();

        LogProof[] wrong =
        [
            proof with { Index = 6 },
            proof with { Size = proof.Size - 1 },
            proof with { Root = receipt.Id },
            proof with { Hashes = [.. proof.Hashes.Skip(1)] },
            proof with { Hashes = [.. proof.Hashes, receipt.Id] },
            proof with { Checkpoint = receipt.Signed },
            proof with { Checkpoint = foreign.Sign(CompactJws.Parse(proof.Checkpoint)!.Payload) },
        ];
        Assert.All(wrong, one => Assert.False(LogVerifier.Holds(receipt.Signed, Json(one), jwks)));
        Assert.False(LogVerifier.Holds(receipt.Signed, [], jwks));
        Assert.False(LogVerifier.Holds(receipt.Signed, "{}"u8.ToArray(), jwks));

        // The JavaScript says the same of each.
        var file = Path.Combine(_folder.Path, "proofs.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { jwks = JsonNode.Parse(jwks), receipt = receipt.Signed, proofs = wrong.Prepend(proof) }, JsonSerializerOptions.Web));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "run.mjs"), Script);
        var (exitCode, output) = await Shell.RunAsync($"node run.mjs '{SiloProgram.Root}/clients/verify/fx-verify.js'", folder: _folder.Path);
        Assert.True(exitCode == 0, output);
        Assert.Equal($"true{string.Concat(wrong.Select(_ => ",false"))}", output.Trim());
    }

    [Fact]
    public async Task Receipts_of_before_there_was_a_log_are_added_to_it()
    {
        var receipts = new List<Receipt>();
        string before;
        using (var book = _folder.Open())
        {
            await IssueAsync(book, receipts);
            before = await book.CheckpointAsync(default);
        }

        using (var file = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder.Path, "journal", "receipts.db")}"))
        {
            file.Open();
            using var command = file.CreateCommand();
            command.CommandText = "DELETE FROM nodes; DELETE FROM checkpoints;";
            command.ExecuteNonQuery();
        }

        using var restarted = _folder.Open();
        Assert.Equal((string)Payload(before)["root"]!, (string)Payload(await restarted.CheckpointAsync(default))["root"]!);
    }

    private static async Task IssueAsync(ReceiptBook book, List<Receipt> receipts, Func<Task>? after = null)
    {
        foreach (var evidence in Enumerable.Range(1, Receipts).SelectMany(seed => Sample.Of((ulong)seed)).Take(Receipts))
        {
            receipts.Add(await book.IssueAsync(evidence, "{}"u8.ToArray(), default));
            await (after?.Invoke() ?? Task.CompletedTask);
        }
    }

    private static JsonNode Payload(string checkpoint) => JsonNode.Parse(CompactJws.Parse(checkpoint)!.Payload)!;

    private static byte[] Json(LogProof proof) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(proof, JsonSerializerOptions.Web));

    private const string Script = """
        import { readFileSync } from 'node:fs';
        const { holds } = await import(process.argv[2]);
        const { jwks, receipt, proofs } = JSON.parse(readFileSync('proofs.json', 'utf8'));
        console.log((await Promise.all(proofs.map((proof) => holds(receipt, proof, jwks)))).join());
        """;
}
