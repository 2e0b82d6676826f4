using FxOrleans.TestRunner;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine("FxOrleans.TestRunner [FILTER] [--only PROJECT] [--results FOLDER] [--lanes NUMBER], in the checkout's root");
    return 2;
}

Directory.CreateDirectory(arguments.Results);
var projects = TestProject.Find(Directory.GetCurrentDirectory())
    .Where(project => arguments.Only is null || project.Name == arguments.Only)
    .Where(project => project.MayHold(arguments.Filter))
    .ToArray();
var report = new Report(Console.Out, arguments.Filter);
await Lanes.RunAsync(projects, arguments.Lanes, async project => report.Add(await ProjectRun.RunAsync(project, arguments.Filter, arguments.Results)));
return report.Finish() ? 0 : 1;
