using ContainerSecurity.Compare;
using ContainerSecurity.Compare.Works;

switch (args)
{
    case ["work", "cel", var deployment, var expressions]:
        CelWork.Run(deployment, expressions);
        return 0;
    case ["work", "policy", var deployment, var expressions]:
        PolicyWork.Run(deployment, expressions);
        return 0;
    case ["work", "secrets", var folder]:
        SecretsWork.Run(folder);
        return 0;
    case ["measure", var repository, .. var options]:
        return Comparison.Run(Options.Parse(Path.GetFullPath(repository), options));
    default:
        Console.Error.WriteLine("usage: compare measure REPOSITORY [--quick] [--rounds N] [--rows NAME,NAME] [--output FILE] [--scale FILE]");
        Console.Error.WriteLine("benchmarks/compare.sh makes what it needs and starts it.");
        return 2;
}
