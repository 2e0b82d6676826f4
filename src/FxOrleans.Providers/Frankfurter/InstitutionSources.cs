using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// The institutions behind Frankfurter as sources of their own, named <c>Frankfurter/CBN</c>. One that the table does not have is taken as
/// <see cref="Institutions.Unknown"/> says, up to <see cref="MostUnknown"/> of them. Thread-safe.
/// </summary>
internal sealed class InstitutionSources
{
    /// <summary>How many institutions are taken that are not in the table; further ones are rejected as of a wrong pair.</summary>
    public const int MostUnknown = 64;

    private const int LongestKey = 12;

    private readonly ConcurrentDictionary<string, (Institution Institution, QuoteSource Source)> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Institution Institution, QuoteSource Source)> _known;
    private readonly string _prefix;
    private readonly bool _simulated;

    /// <param name="provider">The provider's name.</param>
    /// <param name="simulated">True when its values are made up.</param>
    public InstitutionSources(string provider, bool simulated)
    {
        (_prefix, _simulated) = (provider + "/", simulated);
        _known = Institutions.All.ToDictionary(institution => institution.Key, institution => (institution, Create(institution)), StringComparer.Ordinal);
    }

    /// <summary>The institution and its source; null for what cannot be a key, or for one unknown too many.</summary>
    public (Institution Institution, QuoteSource Source)? Find(string key)
    {
        if (_known.TryGetValue(key, out var known) || _unknown.TryGetValue(key, out known))
        {
            return known;
        }

        if (key.Length is 0 or > LongestKey || !key.All(char.IsAsciiLetterOrDigit) || _unknown.Count >= MostUnknown)
        {
            return null;
        }

        return _unknown.GetOrAdd(key, name => (Institutions.Unknown(name), Create(Institutions.Unknown(name))));
    }

    /// <summary>The source of that name, such as <c>Frankfurter/CBN</c>; null where it is no institution's.</summary>
    public QuoteSource? FindSource(string name) =>
        name.StartsWith(_prefix, StringComparison.Ordinal) ? Find(name[_prefix.Length..])?.Source : null;

    private QuoteSource Create(Institution institution) => new(_prefix + institution.Key, SourceKind.Fixing)
    {
        Calendar = institution.Calendar,
        Weight = institution.Weight,
        Simulated = _simulated,
        Group = institution.Copies is { } group && !institution.ReportsIssuers ? group : _prefix + institution.Key,
    };
}
