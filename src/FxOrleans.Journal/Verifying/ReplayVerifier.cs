using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>Verifies a receipt by deciding its prices again from the journal.</summary>
public static class ReplayVerifier
{
    /// <summary>Says in what the receipt's evidence differs from what the journal leads to, in words for people; null where it does not.</summary>
    /// <param name="signed">The compact JWS.</param>
    /// <param name="journal">The database of the journal, or with <see cref="JournalOptions.Path"/> its folder; its hosts may be running.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FormatException">The receipt cannot be read.</exception>
    /// <exception cref="EngineUnavailableException">The journal cannot be read.</exception>
    public static async Task<string?> DifferenceAsync(string signed, JournalOptions journal, CancellationToken cancel)
    {
        await using var store = JournalStores.Open(journal, journal.Path!);
        using var archive = new DecisionArchive(new Lazy<IJournalStore>(store));
        return await DifferenceAsync(signed, archive, cancel).ConfigureAwait(false);
    }

    internal static async Task<string?> DifferenceAsync(string signed, IDecisionArchive archive, CancellationToken cancel)
    {
        if (CompactJws.Parse(signed) is not { } jws || CanonicalJson.Read(jws.Payload) is not { } payload)
        {
            throw new FormatException("The receipt is no compact JWS of a payload in the form of RFC 8785.");
        }

        var evidence = PayloadReader.Read(payload);
        var legs = new List<LegEvidence>();
        foreach (var leg in evidence.Legs)
        {
            var rests = (Explanation?)null;
            if (await AgainAsync(leg.Record, archive, cancel).ConfigureAwait(false) is not { } record
                || (leg.RestsOn is not null && (rests = await AgainAsync(leg.RestsOn, archive, cancel).ConfigureAwait(false)) is null))
            {
                return FormattableString.Invariant($"the journal does not hold {leg.Record.Pair} epoch {leg.Record.Price!.Value.Epoch} sequence {leg.Record.Price.Value.Sequence}, or what it rests on");
            }

            legs.Add(leg with { Record = record, RestsOn = rests });
        }

        var again = PayloadWriter.Payload(evidence with { Legs = legs }, PayloadReader.Text(payload, "iss"));
        again["engine"] = payload["engine"]?.DeepClone(); // Another build may decide again what this one decided.
        var differs = again.Select(member => member.Key).Where(name => !CanonicalJson.Encode(again[name]).AsSpan().SequenceEqual(CanonicalJson.Encode(payload[name]))).ToArray();
        return differs.Length == 0 ? null : $"the journal leads to other values of {string.Join(", ", differs)}";
    }

    // Whether a peg holds is seen over several markets: it is not in the journal of one.
    private static async ValueTask<Explanation?> AgainAsync(Explanation stated, IDecisionArchive archive, CancellationToken cancel)
    {
        var price = stated.Price!.Value;
        return await archive.FindAsync(price.Pair, price.Epoch, price.Sequence, cancel).ConfigureAwait(false) is { Price: { } found } record
            ? record with { Price = found with { PegBroken = price.PegBroken } }
            : null;
    }
}
