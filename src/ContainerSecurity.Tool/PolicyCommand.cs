using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool;

/// <summary><c>csec policy</c>: <c>check</c>, <c>test</c>, <c>eval</c>, <c>export</c> and <c>schema</c>.</summary>
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
        Subcommands.Add(new PolicySchemaCommand(terminal));
    }

    private static int Check(Terminal terminal, string[] files)
    {
        bool good = true;
        foreach (string file in files)
        {
            PolicyReadResult read = new PolicyReader().Load(file);
            foreach (DocumentError error in read.Errors)
                terminal.Lines.WriteLine($"{error}");
            if (read.Errors.Count == 0)
                terminal.Lines.WriteLine($"{file}: policy '{read.Policy.Name}' is right; {new PolicyEngine(read.Policy).Rules.Count} rules run.");
            good &= read.Errors.Count == 0;
        }
        return good ? ExitCode.Clean : ExitCode.BadInput;
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
                terminal.Lines.WriteLine($"{(result.Passed ? "pass" : "FAIL")} {file}: {result.Name}");
                foreach (string failure in result.Failures)
                    terminal.Lines.WriteLine($"     line {result.Location.Span.Line}: {failure}");
                _ = result.Passed ? passed++ : failed++;
            }
            foreach (DocumentError error in tests.Errors)
                terminal.Lines.WriteLine($"{error}");
            broken += tests.Errors.Count;
        }
        terminal.Lines.WriteLine($"{passed} passed, {failed} failed");
        if (passed + failed == 0)
            terminal.Error.WriteLine($"csec: '{folder}' holds no policy tests (files of kind: PolicyTest).");
        return broken > 0 || passed + failed == 0 ? ExitCode.BadInput : failed > 0 ? ExitCode.Findings : ExitCode.Clean;
    }
}
