using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileRunsAsRootTests
{
    [TestCase("FROM web:1.0\n", "sets no USER")]
    [TestCase("FROM web:1.0\nUSER root", "root")]
    [TestCase("FROM web:1.0\nUSER 0:0", "0:0")]
    [TestCase("FROM mcr.microsoft.com/dotnet/aspnet:8.0", "$APP_UID")]
    [TestCase("FROM mcr.microsoft.com/dotnet/sdk:10.0-alpine", "$APP_UID")]
    [TestCase("FROM mcr.microsoft.com/windows/servercore:ltsc2022", "ContainerAdministrator")]
    [TestCase("FROM mcr.microsoft.com/dotnet/runtime:8.0-windowsservercore-ltsc2022", "ContainerAdministrator")]
    [TestCase("FROM web:1.0\nUSER ContainerAdministrator", "the administrator")]
    [TestCase("FROM gcr.io/distroless/static-debian12", "nonroot")]
    [TestCase("FROM cgr.dev/chainguard/wolfi-base", "nonroot")]
    [TestCase("FROM bitnami/minideb:bookworm", "is root")]
    [TestCase("FROM mcr.microsoft.com/dotnet/aspnet:6.0", "sets no USER")]
    [TestCase("FROM web:1.0 AS a\nUSER root\nFROM a", "'root'")]
    [TestCase("FROM web:1.0 AS a\nUSER app\nFROM web:1.0", "sets no USER")]
    public void Root_or_no_user_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileRunsAsRoot>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nUSER app")]
    [TestCase("FROM web:1.0\nUSER root\nRUN x\nUSER 1000")]
    [TestCase("FROM web:1.0 AS a\nUSER root\nFROM web:1.0\nUSER app")]
    [TestCase("FROM web:1.0 AS a\nUSER app\nFROM a")]
    [TestCase("FROM web:1.0\nARG who\nUSER $who")]
    [TestCase("ARG base\nFROM $base")]
    [TestCase("FROM gcr.io/distroless/static:nonroot")]
    [TestCase("FROM mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled")]
    [TestCase("FROM mcr.microsoft.com/dotnet/runtime-deps:9.0-noble-chiseled-extra")]
    [TestCase("FROM mcr.microsoft.com/dotnet/aspnet:10.0-azurelinux3.0-distroless")]
    [TestCase("FROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022")]
    [TestCase("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022")]
    [TestCase("FROM gcr.io/distroless/java21-debian12:debug-nonroot")]
    [TestCase("FROM cgr.dev/chainguard/node:latest")]
    [TestCase("FROM chainguard/python")]
    [TestCase("FROM bitnami/redis:7.2")]
    [TestCase("FROM cgr.dev/acme.example/jre:21")]
    [TestCase("FROM jenkins/jenkins:lts")]
    [TestCase("FROM web:1.0\nUSER $APP_UID")]
    [TestCase("RUN x")]
    public void Other_users_and_unknown_ones_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileRunsAsRoot>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN x\nUSER root").Judge<DockerfileRunsAsRoot>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[1]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(3));
        }
    }
}
