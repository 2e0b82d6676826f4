using System.Text;

using FxOrleans.Pricing;

using Orleans.Runtime;

namespace FxOrleans.Abstractions;

/// <summary>
/// Names and partitioning of the tick streams, in this one place. A few shard streams carry batches of every pair's ticks:
/// one stream a pair would carry a tenth of that. A pair is always on the same shard, so its order holds.
/// </summary>
public static class TickStreams
{
    /// <summary>The stream provider, under the same name on silos and clients.</summary>
    public const string Provider = "fx-ticks";

    /// <summary>The namespace of the shard streams.</summary>
    public const string Namespace = "fx.ticks";

    /// <summary>Shard streams where nothing else is configured. Silos and clients must agree.</summary>
    public const int DefaultShards = 4;

    /// <summary>The most shard streams that make sense.</summary>
    public const int MaxShards = 64;

    /// <summary>
    /// The filter data of a subscription that also gets its ticks directly from the silos. The streams' queues are read at the full pace only
    /// while there is a subscription without it.
    /// </summary>
    public const string SecondCopy = "second-copy";

    /// <summary>The stream of a shard, from 0.</summary>
    public static StreamId Of(int shard) => StreamId.Create(Namespace, shard);

    /// <summary>
    /// The pair's shard: FNV-1a (32 bit) of its key's bytes, which is the same in every process and version.
    /// </summary>
    public static int ShardOf(CurrencyPair pair, int shards)
    {
        Span<byte> key = stackalloc byte[(2 * AssetCatalog.MaxCodeLength) + 1];
        var length = Encoding.ASCII.GetBytes(pair.Base.Code, key);
        key[length++] = (byte)'-';
        length += Encoding.ASCII.GetBytes(pair.Quote.Code, key[length..]);
        var hash = 2166136261u;
        foreach (var letter in key[..length])
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return (int)(hash % (uint)shards);
    }
}
