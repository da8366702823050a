using ContainerSecurity.Documents;
using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Conformance.Hardening;

/// <summary>What must hold for every text that is hardened.</summary>
internal sealed class HardenedText(Policy policy)
{
    private readonly SourceHardener hardener = new(new Hardener(policy));
    private readonly PolicyEngine engine = new(policy);
    private readonly HashSet<string> rules = [.. policy.Rules.Where(r => r.Value.Harden == HardeningScope.All).Select(r => r.Key)];

    /// <summary>Hardens a text and gives what is wrong with the result; empty where all holds.</summary>
    public IEnumerable<string> Check(string text, string name, out HardenedSource hardened)
    {
        hardened = hardener.Harden(text, name);
        return Problems(text, name, hardened);
    }

    private IEnumerable<string> Problems(string text, string name, HardenedSource hardened)
    {
        foreach (DocumentError error in hardened.Errors)
            yield return $"{name}: {error}";
        if (hardener.Harden(hardened.Text, name).Text != hardened.Text)
            yield return $"{name}: a second run changes something.";
        HashSet<(string, string)> left = [.. hardened.Left.Select(l => (l.Finding.Finding.Rule.Id, l.Finding.Finding.Location.Path))];
        foreach (PolicyFinding finding in engine.Evaluate(hardened.Text, name).Findings.Where(f => rules.Contains(f.Finding.Rule.Id)))
            if (!left.Contains((finding.Finding.Rule.Id, finding.Finding.Location.Path)))
                yield return $"{name}: {finding.Finding.Rule.Id} at {finding.Finding.Location.Path} is neither mended nor listed.";
        foreach (string problem in LostLines(text, hardened).Concat(Invalid(hardened.Text)).Except(Invalid(text)))
            yield return $"{name}: {problem}";
    }

    /// <summary>Every line that no change is about is there, in its order.</summary>
    private static IEnumerable<string> LostLines(string text, HardenedSource hardened)
    {
        HashSet<int> touched = [.. hardened.Mended.Select(m => m.Finding.Location).Where(l => !l.IsMissing)
            .SelectMany(l => Enumerable.Range(l.Span.Line, l.Span.EndLine - l.Span.Line + 1))];
        string[] after = hardened.Text.Split('\n');
        int at = 0, line = 0;
        foreach (string one in text.TrimStart('\uFEFF').Split('\n'))
        {
            if (touched.Contains(++line) || (one.Length == 0 && line > 1))
                continue;
            int found = Array.FindIndex(after, at, a => a == one || (a.TrimEnd('\r') == one && line == text.Split('\n').Length) || IsFilled(one, a));
            if (found < 0)
            {
                yield return $"line {line} is lost: '{one}'";
                yield break;
            }
            at = found + 1;
        }
    }

    /// <summary>What stands between braces gets its new parts on the same line.</summary>
    private static bool IsFilled(string before, string after)
    {
        if (before.IndexOfAny(['{', '[']) < 0 && !before.TrimEnd('\r').EndsWith(',') && !after.TrimEnd('\r').EndsWith(',') && !before.TrimEnd().EndsWith(':'))
            return false;
        before = before.Replace("null", "", StringComparison.Ordinal);
        int i = 0;
        foreach (char c in after)
            if (i < before.Length && c == before[i])
                i++;
        return i == before.Length && (before.Contains('{', StringComparison.Ordinal) || before.Contains('[', StringComparison.Ordinal)
            || after.StartsWith(before.TrimEnd('\r'), StringComparison.Ordinal));
    }

    /// <summary>What the API server would refuse or not know.</summary>
    private static IEnumerable<string> Invalid(string text)
    {
        DocumentSet set = new DocumentReader().Read(text, "a.yaml");
        foreach (DocumentError error in set.Errors)
            yield return error.Message;
        foreach (MappingNode document in set.Documents.SelectMany(d => KubernetesReader.Unroll(d, [])).OfType<MappingNode>())
        {
            if (ObjectSchemas.Find((document["apiVersion"] as ScalarNode)?.Text ?? "", (document["kind"] as ScalarNode)?.Text ?? "") is { } schema)
            {
                var decoder = new ObjectDecoder();
                decoder.Decode(document, schema);
                foreach (DocumentError error in decoder.Errors.Concat(decoder.UnknownFields))
                    yield return error.Message;
            }
            foreach (Workload workload in KubernetesReader.Read(document, []).OfType<Workload>())
                foreach (string problem in Invalid(workload))
                    yield return problem;
        }
    }

    private static IEnumerable<string> Invalid(Workload workload)
    {
        foreach (Container container in workload.Containers)
        {
            if (container.AllowPrivilegeEscalation.Is(false)
                && (container.Privileged.Is(true) || container.CapabilitiesAdd.Items.Any(a => a.Is("CAP_SYS_ADMIN"))))
                yield return $"{container.Name}: allowPrivilegeEscalation is false beside privileges";
            if (workload.IsWindows && (!container.View["securityContext"]["capabilities"].IsMissing || !container.Security.SeccompType.IsMissing
                || !container.AllowPrivilegeEscalation.IsMissing || !container.ReadOnlyRootFilesystem.IsMissing))
                yield return $"{container.Name}: a setting of Linux on Windows";
        }
        if (workload.IsWindows && (!workload.Security.SeccompType.IsMissing || !workload.HostPid.IsMissing || !workload.HostIpc.IsMissing))
            yield return "a setting of Linux on Windows";
    }
}
