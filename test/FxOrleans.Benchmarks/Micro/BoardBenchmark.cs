using BenchmarkDotNet.Attributes;
using FxOrleans.Load.Servers;
using FxOrleans.Pricing;
using FxOrleans.Serving;
using FxOrleans.Serving.Push;

namespace FxOrleans.Benchmarks.Micro;

/// <summary>What serving does for a tick and for a reader.</summary>
public class BoardBenchmark
{
    private const int Pairs = 200;
    private readonly RateBoard _board = new(new PriceBook(new PriceBookOptions { MaxAge = TimeSpan.FromHours(1) }, TimeProvider.System));
    private readonly MadePrices _prices = new(Pairs);
    private readonly Price[] _tick = new Price[1];
    private EncodedRate[] _rates = [];
    private long _number;
    private Asset _usd = null!;
    private Asset _eur = null!;
    private Asset _gbp = null!;

    [GlobalSetup]
    public void Setup()
    {
        (_usd, _eur, _gbp) = (AssetCatalog.Usd, AssetCatalog.Eur, AssetCatalog.Get("GBP"));
        _number = Pairs;
        for (var i = 0; i < Pairs; i++)
        {
            _tick[0] = _prices.Of(_number++);
            _board.Book.Advance(_tick);
        }

        _rates = [.. _prices.Pairs.Select(pair => _board.Read(pair.Base, pair.Quote)!)];
        _tick[0] = _prices.Of(_number);
    }

    /// <summary>A direct pair that nobody moved.</summary>
    [Benchmark]
    public EncodedRate? Read() => _board.Read(_usd, _eur);

    /// <summary>A cross whose legs nobody moved.</summary>
    [Benchmark]
    public EncodedRate? ReadCross() => _board.Read(_eur, _gbp);

    /// <summary>A new price of the first pair, and the direct pair encoded for its first reader.</summary>
    [Benchmark]
    public EncodedRate? TickAndRead()
    {
        Tick();
        return _board.Read(_usd, _eur);
    }

    /// <summary>A new price of the first pair, and the cross computed and encoded for its first reader.</summary>
    [Benchmark]
    public EncodedRate? TickAndReadCross()
    {
        Tick();
        return _board.Read(_eur, _gbp);
    }

    /// <summary>One price to JSON.</summary>
    [Benchmark]
    public byte[] Encode() => RateJson.Encode(_rates[0].Rate, PriceStatus.Live, UsageReason.None);

    /// <summary>Two hundred encoded prices to one message.</summary>
    [Benchmark]
    public TickFrame Frame200() => TickFrame.Of(_rates);

    private void Tick()
    {
        var price = _tick[0];
        _tick[0] = price with { Sequence = price.Sequence + Pairs };
        _board.Book.Advance(_tick);
    }
}
