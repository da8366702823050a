using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.Bundles;
using ContainerSecurity.Tool.Reporting;

namespace ContainerSecurity.Tool;

/// <summary><c>csec policy</c>: <c>check</c>, <c>test</c>, <c>eval</c>, <c>export</c> and <c>schema</c>.</summary>
internal sealed class PolicyCommand : Command
{
    public PolicyCommand(Terminal terminal)
        : base("policy", "Works on policy files.")
    {
        var files = new Argument<string[]>("file") { Description = "Policy files.", Arity = ArgumentArity.OneOrMore };
        Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
        var check = new Command("check", "Is the policy file itself right, and can all of it be evaluated?") { files, allowNotEvaluated };
        check.SetAction(parsed => Check(terminal, parsed.GetValue(files)!, parsed.GetValue(allowNotEvaluated)));
        Subcommands.Add(check);

        var folder = new Argument<string>("dir") { Description = "Folder of policy tests (files of kind: PolicyTest), recursive." };
        var coverage = new Option<bool>("--coverage") { Description = "Say which rules, validations and waivers of the policies no test exercises." };
        var test = new Command("test", "Runs policy tests: manifests with the decisions they must get.") { folder, allowNotEvaluated, coverage };
        test.SetAction(parsed =>
            Test(terminal, parsed.GetValue(folder)!, parsed.GetValue(allowNotEvaluated), parsed.GetValue(coverage) ? new PolicyCoverage() : null));
        Subcommands.Add(test);
        Subcommands.Add(new PolicyEvalCommand(terminal));
        Subcommands.Add(new PolicyExportCommand(terminal));
        Subcommands.Add(new PolicySchemaCommand(terminal));
        Subcommands.Add(new PolicyPushCommand(terminal));
    }

    private static int Check(Terminal terminal, string[] files, bool allowNotEvaluated)
    {
        int worst = ExitCode.Clean;
        foreach (string file in files)
        {
            PolicyReadResult read = new PolicyReader().Load(file);
            foreach (DocumentError error in read.Errors)
                terminal.Lines.WriteLine($"{error}");
            worst = Math.Max(worst, read.IsValid ? Check(terminal, file, read.Policy, allowNotEvaluated) : ExitCode.BadInput);
        }
        return worst;
    }

    private static int Check(Terminal terminal, string file, Policy policy, bool allowNotEvaluated)
    {
        foreach (DocumentError warning in policy.Admission.Warnings)
            terminal.Lines.WriteLine($"{warning} (A cluster accepts this.)");
        NotEvaluated[] gaps = [.. policy.NotEvaluated];
        foreach (NotEvaluated gap in gaps)
            terminal.Lines.WriteLine(
                $"{new DocumentError(gap.Place.File.Path, gap.Place.Span, $"warning {NotEvaluated.Descriptor.Id} {NotEvaluated.Descriptor.Slug}: {gap.Message}")}");
        bool isWhole = gaps.Length == 0 || allowNotEvaluated;
        terminal.Lines.WriteLine(isWhole
            ? $"{file}: {Describe(policy)}"
            : $"{file}: policy '{policy.Name}' cannot be evaluated as a whole; '--allow-not-evaluated' accepts that.");
        return !isWhole ? ExitCode.BadInput : policy.Admission.Warnings.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
    }

    /// <summary>What is in a file that is right.</summary>
    private static string Describe(Policy policy)
    {
        int rules = new PolicyEngine(policy).Rules.Count;
        string own = $"policy '{policy.Name}' is right; {Counted.Of(rules, "rule")} {(rules == 1 ? "runs" : "run")}.";
        if (policy.Admission.Kinds.Count == 0)
            return own;
        string others = string.Join(", ", policy.Admission.Kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Value} {k.Key}"));
        string verdict = policy.Admission.Warnings.Count > 0 ? "would be accepted" : policy.Admission.Kinds.Values.Sum() == 1 ? "is right" : "are right";
        return $"{others} {verdict}.{(policy.Name.Length > 0 && policy.Name != Policy.Default.Name ? " " + char.ToUpperInvariant(own[0]) + own[1..] : "")}";
    }

    private static bool IsYaml(string file) => Path.GetExtension(file).ToUpperInvariant() is ".YAML" or ".YML";

    private static int Test(Terminal terminal, string folder, bool allowNotEvaluated, PolicyCoverage? coverage)
    {
        if (!Directory.Exists(folder))
        {
            terminal.Error.WriteLine($"csec: there is no folder '{folder}'.");
            return ExitCode.BadInput;
        }
        int passed = 0, failed = 0;
        bool isUndecided = false;
        var errors = new List<DocumentError>();
        foreach (string file in FileTree.FilesIn(folder).Where(IsYaml))
            foreach (PolicyTestResult result in Test(terminal, file, allowNotEvaluated, errors, coverage))
            {
                terminal.Lines.WriteLine($"{(result.Passed ? "pass" : "FAIL")} {file}: {result.Name}");
                foreach (string failure in result.Failures)
                    terminal.Lines.WriteLine($"     line {result.Location.Span.Line}: {failure}");
                _ = result.Passed ? passed++ : failed++;
                isUndecided |= !result.HasVerdict;
            }
        foreach (DocumentError error in errors)
            terminal.Lines.WriteLine($"{error}");
        if (coverage is not null)
            CoverageReport.Write(coverage, terminal.Lines);
        terminal.Lines.WriteLine($"{passed} passed, {failed} failed");
        bool isEmpty = passed + failed == 0;
        if (isEmpty && errors.Count == 0)
            terminal.Error.WriteLine($"csec: '{folder}' holds no policy tests (files of kind: PolicyTest).");
        return ExitCode.Of(errors.Exists(e => e.IsFault), errors.Count > 0 || isEmpty || isUndecided, failed > 0);
    }

    /// <summary>Runs the tests of one file; none of a file that is no policy test, or cannot be read.</summary>
    private static IReadOnlyList<PolicyTestResult> Test(Terminal terminal, string file, bool allowNotEvaluated, List<DocumentError> errors,
        PolicyCoverage? coverage)
    {
        if (RegularFile.Fault(file) is { } fault)
        {
            terminal.Error.WriteLine($"csec: passed over {file}: {fault}.");
            return [];
        }
        try
        {
            var tests = new PolicyTestFile(file, new PolicyEngineOptions { AllowNotEvaluated = allowNotEvaluated });
            if (!tests.IsPolicyTest)
                return [];
            IReadOnlyList<PolicyTestResult> results = tests.Run(coverage);
            errors.AddRange(tests.Errors);
            return results;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new DocumentError(file, SourceSpan.FileStart, $"The file cannot be read: {e.Message}"));
        }
#pragma warning disable CA1031 // One file's fault takes no other's results.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            errors.Add(Fault.Of(file, "The test", e));
        }
        return [];
    }
}
