using System.CommandLine;

namespace ContainerSecurity.Tool.Tests.Desk;

/// <summary>The command that is called is made alone; nobody sees that from outside.</summary>
[NonParallelizable]
public class CommandTableTests
{
    private static readonly string[] Names = [.. CommandTable.All.Select(c => c.Name)];

    [TestCaseSource(nameof(Names))]
    public void Command_has_the_name_by_which_it_is_found(string name) =>
        Assert.That(CommandTable.Find(name)?.Create(new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null)).Name, Is.EqualTo(name));

    [TestCaseSource(nameof(Names))]
    public void Command_says_the_same_of_itself_alone_and_among_all(string name)
    {
        string[] args = [name, "--help"];
        var among = new StringWriter();

        CommandLine.Create(new Terminal(TextReader.Null, among, TextWriter.Null)).Parse(args).Invoke(new InvocationConfiguration { Output = among });

        Assert.That(DeskFolder.Run(args).Output, Is.EqualTo(among.ToString()).And.Contains($" {name} "));
    }

    [Test]
    public void Commands_have_names_of_their_own() => Assert.That(Names, Is.Unique.And.Length.EqualTo(CommandTable.All.Count));

    [TestCase("scn .")]
    [TestCase("SCAN .")]
    [TestCase("")]
    public void Line_that_begins_with_no_command_is_held_against_all(string line)
    {
        (int code, _, string error) = DeskFolder.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("csec"));
    }

    [Test]
    public void Help_without_a_command_lists_all()
    {
        string output = DeskFolder.Run("--help").Output;

        foreach (string name in Names)
            Assert.That(output, Does.Contain($"  {name}"));
    }

    [Test]
    public void Word_that_is_being_typed_is_completed_from_all() =>
        Assert.That(DeskFolder.Run("[suggest:6]", "csec s").Output, Does.Contain("scan").And.Contain("secrets").And.Contain("sbom"));

    [TestCase("scan", "a.yaml", ExpectedResult = true)]
    [TestCase("policy", "--help", ExpectedResult = true)]
    [TestCase("docker", ExpectedResult = false)]
    [TestCase("rbac", "who-can", ExpectedResult = false)]
    [TestCase("--help", ExpectedResult = false)]
    [TestCase("[suggest:6]", "csec s", ExpectedResult = false)]
    [TestCase(ExpectedResult = false)]
    public bool Native_csec_answers_what_it_has_whole(params string[] args) => CommandTable.IsWholeInNative(args);
}
