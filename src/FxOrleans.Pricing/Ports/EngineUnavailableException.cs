namespace FxOrleans.Pricing;

/// <summary>The engine did not answer a question in time, or could not be reached: its silo is starting, frozen or gone.</summary>
public sealed class EngineUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
