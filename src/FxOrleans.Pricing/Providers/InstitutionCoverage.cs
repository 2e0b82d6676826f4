namespace FxOrleans.Pricing;

/// <summary>Which institutions one answer named, and which currencies rest on whom. Immutable.</summary>
/// <param name="Institutions">The institutions, by key.</param>
/// <param name="Currencies">By code of the currency: the keys of those that quote it, its own central bank first.</param>
/// <param name="Unknown">How many of the institutions are not in the table of institutions.</param>
public sealed record InstitutionCoverage(
    IReadOnlyList<InstitutionStatus> Institutions, IReadOnlyDictionary<string, IReadOnlyList<string>> Currencies, int Unknown)
{
    /// <summary>The institutions as they stand at that moment.</summary>
    public IReadOnlyList<InstitutionStatus> At(DateTimeOffset now) => [.. Institutions.Select(institution => institution.At(now))];

    /// <summary>By code of the currency: on whom it rests, and by how many independent voices that are not overdue at that moment.</summary>
    public IReadOnlyDictionary<string, CurrencyVoices> Voices(DateTimeOffset now)
    {
        var groups = Institutions.Where(institution => now <= institution.Due && institution.Kind == "official")
            .ToDictionary(institution => institution.Key, institution => institution.Group, StringComparer.Ordinal);
        return new SortedDictionary<string, CurrencyVoices>(
            Currencies.ToDictionary(
                currency => currency.Key,
                currency => new CurrencyVoices(
                    currency.Value.Where(groups.ContainsKey).Select(key => groups[key] == "issuer" ? Issuer(currency.Key, key) : groups[key]).Distinct(StringComparer.Ordinal).Count(),
                    currency.Value),
                StringComparer.Ordinal),
            StringComparer.Ordinal);

        // Who reports the issuers' rates is a voice only where the issuer itself is none.
        string Issuer(string currency, string reporter) =>
            Institutions.FirstOrDefault(one => one.Currency == currency && groups.ContainsKey(one.Key) && Currencies[currency].Contains(one.Key)) is { } issuer ? issuer.Group : reporter;
    }
}
