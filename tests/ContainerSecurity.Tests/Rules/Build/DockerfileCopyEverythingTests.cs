using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileCopyEverythingTests
{
    [TestCase("FROM web:1.0\nCOPY . /app", ".git and .env")]
    [TestCase("FROM web:1.0\nADD ./ /app", "ADD")]
    [TestCase("FROM web:1.0\nONBUILD COPY . /app", "COPY")]
    public void Whole_folder_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileCopyEverything>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nCOPY src /app")]
    [TestCase("FROM a:1 AS a\nFROM b:1\nCOPY --from=a . /app")]
    [TestCase("FROM web:1.0\nCOPY ./src/. /app")]
    public void Single_paths_and_other_stages_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileCopyEverything>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nCOPY . /app").Judge<DockerfileCopyEverything>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0].arguments[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }

    [TestCase(".git\n.env", 0)]
    [TestCase("*\n!src", 0)]
    [TestCase(".*", 0)]
    [TestCase("**/.git\n**/.env", 0)]
    [TestCase("# .git\nnode_modules", 1)]
    [TestCase(".git", 1)]
    [TestCase("*\n!.env", 1)]
    public void Ignore_file_must_keep_both_out(string ignore, int count)
    {
        Assert.That(Manifest.Build("FROM web:1.0\nCOPY . /app", ignore).Judge<DockerfileCopyEverything>(), Has.Count.EqualTo(count));
    }
}
