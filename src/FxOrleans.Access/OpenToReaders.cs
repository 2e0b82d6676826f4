namespace FxOrleans.Access;

/// <summary>Marks an endpoint that takes POST and changes nothing that others see: it is open to whoever may read.</summary>
public sealed class OpenToReaders;
