using System.Diagnostics;
using System.Globalization;
using FxOrleans.Journal;
using FxOrleans.Pricing;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Receipts;

/// <summary>
/// <c>replay --from T --to T</c>: decides the journal's span again, by the same rules or by others, and says what differs. The exit code is 0 only
/// when nothing differs, or other rules were asked for.
/// </summary>
internal static class ReplayCommand
{
    private const int MostLines = 50;

    /// <summary>The exit code: 0, 1 when something differs from what was published, 2 when something cannot be read or there is nothing.</summary>
    /// <param name="from">A time such as <c>2026-09-29T12:00:00Z</c>.</param>
    /// <param name="to">A later time.</param>
    /// <param name="pairs">Such as <c>USD/EUR,USD/JPY</c>; null for all.</param>
    /// <param name="settings">What else the command line says: <c>--Data:Path</c>, <c>--Journal:Path</c>, and rules such as <c>--Pricing:Quorum=3</c>.</param>
    public static async Task<int> RunAsync(string from, string to, string? pairs, string[] settings)
    {
        try
        {
            var question = new ReplayQuestion(Time("--from", from), Time("--to", to))
            {
                Pairs = pairs?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(CurrencyPair.Parse).ToHashSet(),
                Policy = PolicyOverlay.Of(new ConfigurationBuilder().AddCommandLine(settings).Build()),
            };
            if (question.From >= question.To)
            {
                throw new FormatException($"--from {from} is not before --to {to}.");
            }

            var clock = Stopwatch.StartNew();
            var report = await JournalReplay.RunAsync(VerifyCommand.JournalOf(settings), question, CancellationToken.None);
            return Tell(report, clock.Elapsed);
        }
        catch (OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', wrong.Failures));
            return 2;
        }
        catch (Exception wrong) when (wrong is EngineUnavailableException or InvalidDataException or FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Nothing was decided again: {wrong.Message}");
            return 2;
        }
    }

    private static int Tell(ReplayReport report, TimeSpan taken)
    {
        if (report.Entries == 0)
        {
            Console.Error.WriteLine("The journal holds nothing of that time.");
            return 2;
        }

        Say($"{report.Markets:#,0} markets, {report.Prices:#,0} prices of {report.Entries:#,0} quotes and reconsiderations ({report.Bytes / (double)report.Entries:0.0} bytes each) decided again in {taken.TotalSeconds:0.0} s, from the last checkpoint of each market on.");
        if (report.Lost > 0)
        {
            Say($"{report.Lost:#,0} entries are missing in the journal, since its store was away; what came after them was decided again from checkpoints.");
        }

        foreach (var difference in report.Differences.Take(MostLines))
        {
            Console.WriteLine(difference);
        }

        Say(report.Differences.Count == 0
            ? (FormattableString)$"Nothing differs from what was published: {report.Compared:#,0} digests, every checkpoint and every chain of hashes hold."
            : $"{report.Differences.Count:#,0} differences from what was published.");
        if (report.Other is not { } other)
        {
            return report.Differences.Count == 0 ? 0 : 1;
        }

        Say($"By the other rules {other.Different:#,0} of {other.Compared:#,0} prices differ, {other.Moved:#,0} in the mid{(other.Median is null ? "" : string.Create(CultureInfo.InvariantCulture, $": half of these by at most {other.Median:0.###} basis points, 95 of 100 by {other.P95:0.###}, 99 of 100 by {other.P99:0.###}"))}.");
        Say($"Disputed by the other rules only: {other.DisputesGained:#,0}; by the rules in force only: {other.DisputesLost:#,0}. With a quorum: {other.QuorateAfter:#,0} instead of {other.QuorateBefore:#,0}.");
        Say($"Firm: {other.FirmAfter:#,0} instead of {other.FirmBefore:#,0}.");
        foreach (var fault in other.Faults)
        {
            Say($"Quotes found {fault.Verdict.Reason()} by the other rules only: {fault.Gained:#,0}; by the rules in force only: {fault.Lost:#,0}.");
        }

        foreach (var worst in other.Worst)
        {
            Say($"{worst.Pair} {worst.Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} epoch {worst.Epoch} sequence {worst.Sequence}: {worst.Published} would be {worst.Other}, {worst.BasisPoints:0.###} basis points ({worst.Changes})");
        }

        return 0;
    }

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    private static DateTimeOffset Time(string option, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new FormatException($"{option} '{text}' is no time; it must be one such as 2026-09-29T12:00:00Z.");
}
