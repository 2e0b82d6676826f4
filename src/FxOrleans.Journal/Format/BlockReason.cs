namespace FxOrleans.Journal;

/// <summary>Why a block begins.</summary>
internal enum BlockReason : byte
{
    /// <summary>An activation begins, or goes on under a higher epoch.</summary>
    Start,

    /// <summary>The block before was full: this one begins with the state in which it ended.</summary>
    Continue,

    /// <summary>Entries are missing before it: they came faster than the store took them.</summary>
    Gap,
}
