using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfilePipeToShellTests
{
    [TestCase("FROM web:1.0\nRUN curl -s x | sh", "sh")]
    [TestCase("FROM web:1.0\nRUN wget -qO- x | sudo -E bash -", "bash")]
    [TestCase("FROM web:1.0\nRUN curl x | gunzip | python3", "python3")]
    [TestCase("FROM web:1.0\nRUN sh -c \"$(curl -fsSL x)\"", "sh")]
    [TestCase("FROM web:1.0\nRUN bash <(curl -s x)", "bash")]
    [TestCase("FROM web:1.0\nRUN case $a in x|y) curl z | sh ;; esac", "sh")]
    [TestCase("FROM web:1.0\nRUN echo 'curl x | sh' | bash", "sh")]
    [TestCase("FROM web:1.0\nRUN cat <<EOF | sh\ncurl x | sh\nEOF", "sh")]
    [TestCase("FROM web:1.0\nRUN for i in a b; do curl $i; done | bash", "bash")]
    [TestCase("FROM mcr.microsoft.com/windows/servercore:1\nSHELL [\"powershell\", \"-Command\"]\nRUN iwr https://a.example/x.ps1 -UseBasicParsing | iex",
        "iex")]
    [TestCase("FROM mcr.microsoft.com/windows/servercore:1\nRUN powershell -NoProfile -Command \"Invoke-WebRequest x | Invoke-Expression\"",
        "Invoke-Expression")]
    [TestCase("FROM web:1.0\nSHELL [\"pwsh\", \"-c\"]\nRUN iex ((New-Object System.Net.WebClient).DownloadString('https://a.example/x'))", "iex")]
    [TestCase("FROM web:1.0\nSHELL [\"pwsh\", \"-c\"]\nRUN irm x | % { iex $_ }", "iex")]
    [TestCase("FROM web:1.0\nSHELL [\"pwsh\", \"-c\"]\nRUN & ([scriptblock]::Create((irm x)))", "PowerShell")]
    [TestCase("FROM mcr.microsoft.com/windows/servercore:1\nRUN [\"powershell\", \"-Command\", \"irm x | iex\"]", "iex")]
    [TestCase("FROM web:1.0\nRUN (curl x) | bash -s -- -y", "bash")]
    [TestCase("FROM web:1.0\nRUN [\"sh\", \"-c\", \"curl x | sh\"]", "sh")]
    public void Download_that_is_run_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfilePipeToShell>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN curl x | tar xz")]
    [TestCase("FROM web:1.0\nRUN curl x | python3 -m json.tool")]
    [TestCase("FROM web:1.0\nRUN curl x | python3 -c 'print()'")]
    [TestCase("FROM web:1.0\nRUN curl -o a x && sh a")]
    [TestCase("FROM web:1.0\nRUN case $(curl x) in sh|bash) a ;; *) b ;; esac")]
    [TestCase("FROM web:1.0\nRUN case x in (curl|sh) a ;; esac")]
    [TestCase("FROM mcr.microsoft.com/windows/servercore:1\nRUN echo curl x ^| sh")]
    [TestCase("FROM web:1.0\nSHELL [\"pwsh\", \"-c\"]\nRUN iwr x -OutFile y; Write-Host 'irm x | iex'")]
    [TestCase("FROM web:1.0\nRUN echo x | sh")]
    [TestCase("FROM web:1.0\nRUN echo 'curl x | sh'")]
    [TestCase("FROM web:1.0\nRUN curl x | bash script.sh")]
    public void Download_that_is_not_run_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfilePipeToShell>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN a && \\\n curl x | sh").Judge<DockerfilePipeToShell>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(3));
        }
    }
}
