using System.CommandLine;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Builds;

namespace ContainerSecurity.Build;

/// <summary>Writes the bill of a folder that <c>dotnet publish</c> made.</summary>
internal sealed class PublishedCommand : Command
{
    private readonly Argument<string> folder = new("folder");
    private readonly Option<string?> assets = new("--assets");
    private readonly Option<string?> framework = new("--framework");
    private readonly Option<string?> runtime = new("--runtime");
    private readonly BillOptions bill;

    public PublishedCommand()
        : base("published", "Writes the bill of what dotnet publish made.")
    {
        Arguments.Add(folder);
        foreach (Option option in (Option[])[assets, framework, runtime])
            Options.Add(option);
        bill = new BillOptions(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var build = new PublishedBuild(parsed.GetValue(folder)!)
        {
            AssetsFile = parsed.GetValue(assets),
            TargetFramework = parsed.GetValue(framework),
            RuntimeIdentifier = parsed.GetValue(runtime),
        };
        try
        {
            bill.Write(parsed, await new InventoryReader().ReadBuildAsync(build, cancellation).ConfigureAwait(false));
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return BuildMessage.Fail($"No bill of materials was written: {e.Message}");
        }
    }
}
