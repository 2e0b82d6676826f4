namespace FxOrleans.Providers;

/// <summary>For whom an upstream is asked: current prices come first.</summary>
internal enum UpstreamUse : byte
{
    /// <summary>The poll of current prices.</summary>
    Polls,

    /// <summary>Searches, bars and history, which callers ask for.</summary>
    Readers,
}
