namespace FxOrleans.Testing.Hosting;

/// <summary>Its class takes longer than most: it starts before the others of its project, so that none of them runs alone at the end.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SlowAttribute : Attribute;
