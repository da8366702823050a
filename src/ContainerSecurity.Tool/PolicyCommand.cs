using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool;

/// <summary><c>csec policy</c>: <c>check</c>, <c>test</c>, <c>eval</c> and <c>export</c>.</summary>
internal sealed class PolicyCommand : Command
{
    public PolicyCommand(Terminal terminal)
        : base("policy", "Works on policy files.")
    {
        var files = new Argument<string[]>("file") { Description = "Policy files.", Arity = ArgumentArity.OneOrMore };
        var check = new Command("check", "Is the policy file itself right?") { files };
        check.SetAction(parsed => Check(terminal, parsed.GetValue(files)!));
        Subcommands.Add(check);

        var folder = new Argument<string>("dir") { Description = "Folder of policy tests (files of kind: PolicyTest), recursive." };
        var test = new Command("test", "Runs policy tests: manifests with the decisions they must get.") { folder };
        test.SetAction(parsed => Test(terminal, parsed.GetValue(folder)!));
        Subcommands.Add(test);
        Subcommands.Add(new PolicyEvalCommand(terminal));
        Subcommands.Add(new PolicyExportCommand(terminal));
    }

    private static int Check(Terminal terminal, string[] files)
    {
        int worst = ExitCode.Clean;
        foreach (string file in files)
        {
            PolicyReadResult read = new PolicyReader().Load(file);
            foreach (DocumentError error in read.Errors)
                terminal.Output.WriteLine(error);
            foreach (DocumentError warning in read.Policy.Admission.Warnings)
                terminal.Output.WriteLine($"{warning} (A cluster accepts this.)");
            if (read.Errors.Count == 0)
                terminal.Output.WriteLine($"{file}: {Describe(read.Policy)}");
            worst = Math.Max(worst, read.Errors.Count > 0 ? ExitCode.BadInput : read.Policy.Admission.Warnings.Count > 0 ? ExitCode.Findings : ExitCode.Clean);
        }
        return worst;
    }

    /// <summary>What is in a file that is right.</summary>
    private static string Describe(Policy policy)
    {
        string own = $"policy '{policy.Name}' is right; {new PolicyEngine(policy).Rules.Count} rules run.";
        if (policy.Admission.Kinds.Count == 0)
            return own;
        string others = string.Join(", ", policy.Admission.Kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Value} {k.Key}"));
        string verdict = policy.Admission.Warnings.Count > 0 ? "would be accepted" : policy.Admission.Kinds.Values.Sum() == 1 ? "is right" : "are right";
        return $"{others} {verdict}.{(policy.Name.Length > 0 && policy.Name != Policy.Default.Name ? " " + char.ToUpperInvariant(own[0]) + own[1..] : "")}";
    }

    private static int Test(Terminal terminal, string folder)
    {
        if (!Directory.Exists(folder))
        {
            terminal.Error.WriteLine($"csec: there is no folder '{folder}'.");
            return ExitCode.BadInput;
        }
        int passed = 0, failed = 0, broken = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var tests = new PolicyTestFile(file);
            if (!tests.IsPolicyTest)
                continue;
            foreach (PolicyTestResult result in tests.Run())
            {
                terminal.Output.WriteLine($"{(result.Passed ? "pass" : "FAIL")} {file}: {result.Name}");
                foreach (string failure in result.Failures)
                    terminal.Output.WriteLine($"     line {result.Location.Span.Line}: {failure}");
                _ = result.Passed ? passed++ : failed++;
            }
            foreach (DocumentError error in tests.Errors)
                terminal.Output.WriteLine(error);
            broken += tests.Errors.Count;
        }
        terminal.Output.WriteLine($"{passed} passed, {failed} failed");
        if (passed + failed == 0)
            terminal.Error.WriteLine($"csec: '{folder}' holds no policy tests (files of kind: PolicyTest).");
        return broken > 0 || passed + failed == 0 ? ExitCode.BadInput : failed > 0 ? ExitCode.Findings : ExitCode.Clean;
    }
}
