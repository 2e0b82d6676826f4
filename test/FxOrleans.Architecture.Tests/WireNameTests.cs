using System.Reflection;

using Orleans;
using Orleans.Runtime;
using Orleans.Services;

namespace FxOrleans.Architecture.Tests;

/// <summary>
/// What travels between silos and clients has a name that is written down, and not that of a class: a class can be renamed and silos of the
/// version before are still understood.
/// </summary>
public sealed class WireNameTests
{
    // What the versions that run know. New names are added; none of these may go.
    private static readonly string[] Known =
    [
        "fx.Asset", "fx.CallLedgerState", "fx.ConsensusDiagnostics", "fx.CurrencyPair", "fx.Explanation", "fx.FirstRound", "fx.InstitutionStatus", "fx.Price",
        "fx.PriceSnapshot", "fx.PricingPolicy", "fx.ProviderFailure", "fx.ProviderStatus", "fx.Quote", "fx.QuoteSource", "fx.QuoteView", "fx.RendezvousPlacement",
        "fx.SubmitReceipt", "fx.TickMessage",
        "fx.ICurrencyPairGrain.Submit", "fx.ICurrencyPairGrain.GetLatest", "fx.ICurrencyPairGrain.Explain", "fx.ICurrencyPairGrain.ExplainPast",
        "fx.IIngestionGrain.Ping", "fx.IIngestionGrain.GetStatus", "fx.IIngestionGrain.GetFirstRound",
        "fx.IRatesGrain.Snapshot", "fx.IRatesGrain.Explain", "fx.IRatesGrain.ExplainPast", "fx.IRatesGrain.Providers",
        "fx.ISiloService.GetPrices", "fx.ISiloService.Ticks", "fx.ISiloService.HasEnded", "fx.ISiloService.Leaving",
        "grain currencypair", "grain ingestion", "grain rates", "service 7E8E3490", "placement RendezvousPlacement", "stream fx.ticks of fx-ticks",
    ];

    // The domain sees no Orleans, so an answer that is one of these has its full name on the wire.
    private static readonly string[] KnownByFullName =
    [
        "FxOrleans.Pricing.Asset", "FxOrleans.Pricing.CurrencyPair", "FxOrleans.Pricing.Explanation", "FxOrleans.Pricing.InstitutionStatus",
        "FxOrleans.Pricing.Price", "FxOrleans.Pricing.PricingPolicy", "FxOrleans.Pricing.ProviderFailure", "FxOrleans.Pricing.ProviderStatus", "FxOrleans.Pricing.Quote",
        "FxOrleans.Pricing.QuoteSource", "FxOrleans.Pricing.QuoteView",
    ];

    private static readonly Type[] Types =
        [.. new[] { "FxOrleans.Abstractions", "FxOrleans.Grains", "FxOrleans.Client" }.SelectMany(name => Assembly.Load(name).GetTypes()).Where(type => !type.FullName!.StartsWith("OrleansCodeGen", StringComparison.Ordinal))];

    private static IEnumerable<Type> Serialized => Types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    private static IEnumerable<Type> Called => Types.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    private static IEnumerable<Type> GrainClasses => Types.Where(type => !type.IsAbstract && typeof(Grain).IsAssignableFrom(type));

    public static TheoryData<string> SerializedTypes => [.. Serialized.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(SerializedTypes))]
    public void A_type_that_travels_has_an_alias_and_each_of_its_members_an_id(string name)
    {
        var type = Types.Single(type => type.FullName == name);

        Assert.True(type.GetCustomAttribute<AliasAttribute>() is not null, $"{name} travels without [Alias].");
        Assert.Empty(type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(property => property.CanWrite && property.GetCustomAttribute<IdAttribute>() is null).Select(property => $"{name}.{property.Name} has no [Id] and is lost."));
    }

    [Fact]
    public void What_grains_and_services_are_asked_has_an_alias_and_so_has_each_question()
    {
        Assert.NotEmpty(Called);
        Assert.Empty(Called.Where(type => type.GetCustomAttribute<AliasAttribute>() is null).Select(type => type.FullName));
        Assert.Empty(Called.SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<AliasAttribute>() is null).Select(method => $"{method.DeclaringType}.{method.Name}"));
    }

    [Fact]
    public void A_grain_class_has_a_type_of_its_own()
    {
        Assert.NotEmpty(GrainClasses);
        Assert.Empty(GrainClasses.Where(type => type.GetCustomAttribute<GrainTypeAttribute>() is null).Select(type => type.FullName));
    }

    [Fact]
    public void A_grain_service_has_an_address_of_its_own() =>
        Assert.Empty(Services.Where(type => Address(type) is null).Select(type => type.FullName));

    [Fact]
    public void The_service_of_a_silo_is_where_the_versions_before_look_for_it() =>
        Assert.Contains($"service {StableHash.ComputeHash("FxOrleans.Grains.ISiloService,FxOrleans.Grains"):X8}", Names());

    [Fact]
    public void No_name_is_given_twice() => Assert.Empty(Names().GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void What_running_versions_know_is_still_there()
    {
        Assert.Empty(Known.Except(Names()));
        Assert.Empty(KnownByFullName.Except(Converted()));
    }

    [Fact]
    public void What_is_new_on_the_wire_is_written_down_here()
    {
        Assert.Empty(Names().Except(Known));
        Assert.Empty(Converted().Except(KnownByFullName));
    }

    private static IEnumerable<Type> Services => Types.Where(type => !type.IsAbstract && !type.IsInterface && typeof(IGrainService).IsAssignableFrom(type));

    private static int? Address(Type service) => (int?)service.GetField("Address", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue();

    private static IEnumerable<string> Names() =>
    [
        .. Serialized.Select(Alias),
        .. Called.SelectMany(type => type.GetMethods().Select(method => $"{Alias(type)}.{Alias(method)}")),
        .. GrainClasses.Select(type => $"grain {GrainTypeOf(type)}"),
        .. Services.Select(type => $"service {Address(type):X8}"),
        .. Types.Where(type => type.IsSubclassOf(typeof(PlacementStrategy))).Select(type => $"placement {type.Name}"), // Orleans names a strategy by its class.
        $"stream {Abstractions.TickStreams.Namespace} of {Abstractions.TickStreams.Provider}",
    ];

    private static IEnumerable<string> Converted() => Types
        .SelectMany(type => type.GetInterfaces())
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConverter<,>))
        .Select(type => type.GenericTypeArguments[0].FullName!)
        .Distinct();

    private static string Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? member.Name;

    private static string GrainTypeOf(Type type) =>
        type.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType == typeof(GrainTypeAttribute))?.ConstructorArguments[0].Value as string ?? type.Name;
}
