using System.CommandLine;
using ContainerSecurity.Images;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Rebuilding;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary><c>csec rebuild-plan</c>.</summary>
internal sealed class RebuildPlanCommand : Command
{
    private static readonly string[] Words = ["text", "json", "mermaid", "dot", "svg"];

    private readonly Terminal terminal;
    private readonly ImageOptions images = new();
    private readonly Argument<string[]> locations = new("image")
    {
        Description = "Images that you build: references, archives of docker save, OCI archives or OCI layout folders.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> format =
        new("--format") { Description = "text, json, or a picture (mermaid, dot, svg).", DefaultValueFactory = _ => Words[0] };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Write to this file." };
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private bool hasErrors;

    public RebuildPlanCommand(Terminal terminal)
        : base("rebuild-plan", "Which images have to be built again, in which order and why? Ends with 1 where there are any.")
    {
        this.terminal = terminal;
        format.AcceptWords(Words);
        Arguments.Add(locations);
        images.AddTo(this);
        foreach (Option option in (Option[])[format, output, allowNotEvaluated])
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        ImageAdvisories? known = images.AdvisoriesOf(parsed);
        List<PlannedImage> planned = await ReadAsync(parsed, (parsed.GetValue(locations) ?? []).Distinct(StringComparer.Ordinal), known, cancellation)
            .ConfigureAwait(false);
        List<PlannedImage> bases = await ReadAsync(parsed, images.BasesOf(parsed).Distinct(StringComparer.Ordinal), known, cancellation).ConfigureAwait(false);
        RebuildPlan plan = RebuildPlanner.Plan(planned.DistinctBy(p => p.Name), bases);
        Write(parsed, plan);
        bool isUnknown = known?.Tell(terminal) == true || plan.Notes.Count > 0;
        return ExitCode.Of(faults: false, badInput: hasErrors || (isUnknown && !parsed.GetValue(allowNotEvaluated)), findings: plan.Steps.Count > 0);
    }

    private async Task<List<PlannedImage>> ReadAsync(ParseResult parsed, IEnumerable<string> wanted, ImageAdvisories? known, CancellationToken cancellation)
    {
        var read = new List<PlannedImage>();
        foreach (string location in wanted)
            try
            {
                read.Add(await OpenedImage.UseAsync(parsed, images, location, image => ToPlannedAsync(image, known, cancellation), cancellation)
                    .ConfigureAwait(false));
            }
            catch (Exception e) when (e is ImageReadException or IOException or UnauthorizedAccessException)
            {
                terminal.Error.WriteLine($"csec: {location}: {e.Message}");
                hasErrors = true;
            }
        return read;
    }

    private static async Task<PlannedImage> ToPlannedAsync(OpenedImage image, ImageAdvisories? known, CancellationToken cancellation)
    {
        Image resource = image.Resource;
        return new PlannedImage(image.Name, [.. image.Content.Config.DiffIds.Select(d => d.ToString())])
        {
            Digests = [image.Named, image.Digest],
            BaseName = resource.BaseName.IsKnown ? resource.BaseName.Value : null,
            BaseDigest = resource.BaseDigest.IsKnown ? resource.BaseDigest.Value : null,
            BaseLayerCount = resource.BaseLayerCount,
            IsCompared = known is not null,
            Vulnerabilities = known is null ? [] : await known.FindAsync(image.Location, image.Content, cancellation).ConfigureAwait(false),
        };
    }

    private void Write(ParseResult parsed, RebuildPlan plan)
    {
        var wanted = (RebuildPlanFormat)Array.IndexOf(Words, parsed.GetValue(format)!);
        if (parsed.GetValue(output) is not { } file)
        {
            RebuildPlanWriter.Write(plan, wanted, terminal.Output);
            return;
        }
        using var writer = new StreamWriter(file);
        RebuildPlanWriter.Write(plan, wanted, writer);
    }
}
