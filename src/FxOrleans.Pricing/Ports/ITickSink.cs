namespace FxOrleans.Pricing;

/// <summary>Takes new prices as they are decided: Redis, a stream, a recorder. Called on the deciding thread, so it only notes them and returns.</summary>
public interface ITickSink
{
    void Publish(ReadOnlySpan<Price> prices);
}
