using System.Net;
using FxOrleans.Grains;
using FxOrleans.Load.Trials;
using Orleans.Runtime;

namespace FxOrleans.Load.Engines;

/// <summary>Works out where pairs live, as the silos do.</summary>
internal static class PairHomes
{
    /// <summary>The node among those on which the pair, such as <c>USD/EUR</c>, lives while all of them are well.</summary>
    public static TrialNode Of(string pair, IReadOnlyList<TrialNode> nodes)
    {
        var silos = nodes.Select(node => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, node.SiloPort), 0)).ToArray();
        return nodes[Array.IndexOf(silos, Rendezvous.Pick(GrainId.Create("currencypair", pair.Replace('/', '-')), silos))];
    }
}
