using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>The proxy takes the path off; the host knows nothing of it.</summary>
[Collection(DemoService.Name)]
public sealed class SubPathTakenOffTests(DemoService service, ITestOutputHelper output) : SubPathTests<DemoService>(service, output, takesOff: true, "");
