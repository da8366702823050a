using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>A scan beside what kubectl does with the same files without a cluster: reads them all, and writes them again.</summary>
internal sealed class KubectlRow : IRow
{
    public string Name => "kubectl";

    public string? NotQuick => "kubectl takes some seconds for each run";

    public Section Measure(Session session)
    {
        string folder = session.Data.Manifests(1_000);
        var section = new Section("kubectl", "1,000 generated Deployments, all cores; kubectl puts a label on each of them and judges nothing.");
        if (Tools.Find("kubectl") is not { } kubectl)
        {
            section.NotRun.Add("a scan beside `kubectl label --local` and `kubectl kustomize`: kubectl is not here");
            return section;
        }
        MeasuredProgram ours = session.Native("csec, native", "scan", folder, "--profile", "all", "--format", "json");
        var label = new MeasuredProgram("kubectl label --local", kubectl, "label", "--local", "-f", folder, "compared=yes", "-o", "yaml");
        var kustomize = new MeasuredProgram("kubectl kustomize", kubectl, "kustomize", Overlay(folder));

        Rounds rounds = session.Run(ours, label, kustomize);
        section.Rounds.Add(rounds);
        foreach (MeasuredProgram peer in new[] { label, kustomize })
            section.Figures.Add(new($"scan/{peer.Name}", $"scan of 1,000 manifests, processor time / `{peer.Name}`",
                rounds.ProcessorRatio(ours, peer), Unit.Ratio));
        return section;
    }

    /// <summary>Writes what names all files, as a copy beside them: kustomize takes nothing from above its folder.</summary>
    private static string Overlay(string folder)
    {
        string overlay = folder + "-kustomize";
        Directory.CreateDirectory(overlay);
        string[] names = [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        foreach (string name in names)
            File.Copy(Path.Combine(folder, name), Path.Combine(overlay, name), overwrite: true);
        File.WriteAllLines(Path.Combine(overlay, "kustomization.yaml"),
            ["labels:", "- pairs: {compared: \"yes\"}", "resources:", .. names.Select(n => "- " + n)]);
        return overlay;
    }
}
