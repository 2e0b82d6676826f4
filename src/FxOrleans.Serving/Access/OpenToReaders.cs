namespace FxOrleans.Serving.Access;

/// <summary>Marks an endpoint that takes POST and changes nothing that others see: it is open to whoever may read.</summary>
internal sealed class OpenToReaders;
