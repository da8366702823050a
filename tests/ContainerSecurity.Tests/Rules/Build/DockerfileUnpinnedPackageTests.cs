using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileUnpinnedPackageTests
{
    [TestCase("FROM web:1.0\nRUN apt-get install -y curl", "'curl'")]
    [TestCase("FROM web:1.0\nRUN apk add a=1 b", "'b'")]
    [TestCase("FROM web:1.0\nRUN pip install requests", "'requests'")]
    [TestCase("FROM web:1.0\nRUN python3 -m pip install requests", "'requests'")]
    [TestCase("FROM web:1.0\nRUN npm i -g @acme/x", "'@acme/x'")]
    [TestCase("FROM web:1.0\nRUN dnf install -y httpd", "'httpd'")]
    [TestCase("FROM web:1.0\nRUN go install example.com/x@latest", "@latest")]
    [TestCase("FROM web:1.0\nRUN gem install a:1 b", "'b'")]
    [TestCase("FROM web:1.0\nRUN uv pip install flask", "'flask'")]
    [TestCase("FROM web:1.0\nRUN uv tool install ruff@latest", "ruff@latest")]
    [TestCase("FROM web:1.0\nRUN uvx ruff check", "'ruff'")]
    [TestCase("FROM web:1.0\nRUN pipx install --python 3.12 black", "'black'")]
    [TestCase("FROM web:1.0\nRUN poetry add -G dev requests", "'requests'")]
    [TestCase("FROM web:1.0\nRUN conda install -y -n base -c conda-forge numpy", "'numpy'")]
    [TestCase("FROM web:1.0\nRUN micromamba install -y python=3.12 numpy", "'numpy'")]
    [TestCase("FROM web:1.0\nRUN yarn add react", "'react'")]
    [TestCase("FROM web:1.0\nRUN yarn global add serve", "'serve'")]
    [TestCase("FROM web:1.0\nRUN pnpm add -g turbo", "'turbo'")]
    [TestCase("FROM web:1.0\nRUN bun add hono", "'hono'")]
    [TestCase("FROM web:1.0\nRUN npx --yes create-app x", "'create-app'")]
    [TestCase("FROM web:1.0\nRUN npm install -g npm@latest", "npm@latest")]
    [TestCase("FROM web:1.0\nRUN npm i typescript@next", "typescript@next")]
    [TestCase("FROM web:1.0\nRUN cargo install --locked ripgrep", "'ripgrep'")]
    [TestCase("FROM web:1.0\nRUN dotnet tool install -g dotnet-ef", "'dotnet-ef'")]
    [TestCase("FROM web:1.0\nRUN dotnet add src/a.csproj package Serilog", "'Serilog'")]
    [TestCase("FROM web:1.0\nRUN composer require monolog/monolog", "monolog/monolog")]
    [TestCase("FROM web:1.0\nRUN pacman -Syu --noconfirm git", "'git'")]
    [TestCase("FROM web:1.0\nRUN apk add curl@edge", "curl@edge")]
    [TestCase("FROM web:1.0\nRUN dnf module install -y nodejs", "'nodejs'")]
    [TestCase("FROM web:1.0\nRUN yum group install -y Tools", "'Tools'")]
    [TestCase("FROM web:1.0\nRUN apt-get -o Dpkg::Use-Pty=0 install -y curl", "'curl'")]
    [TestCase("FROM web:1.0\nRUN go install a.example/x@main", "@main")]
    [TestCase("FROM web:1.0\nRUN zypper --non-interactive in -r repo a", "'a'")]
    [TestCase("FROM web:1.0\nRUN pnpm dlx degit x", "'degit'")]
    [TestCase("FROM web:1.0\nRUN DEBIAN_FRONTEND=x sudo apt-get install -y a b", "'a', 'b'")]
    public void Package_without_version_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileUnpinnedPackage>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get install -y curl=1 ./a.deb")]
    [TestCase("FROM web:1.0\nRUN apt-get install -y $PACKAGES")]
    [TestCase("FROM web:1.0\nRUN pip install -r requirements.txt")]
    [TestCase("FROM web:1.0\nRUN pip install 'requests>=2' git+https://example.com/x@v1 .")]
    [TestCase("FROM web:1.0\nRUN npm ci && npm install")]
    [TestCase("FROM web:1.0\nRUN dnf install -y httpd-2.4.24")]
    [TestCase("FROM web:1.0\nRUN zypper in -y a=1")]
    [TestCase("FROM web:1.0\nRUN go install ./cmd/x")]
    [TestCase("FROM web:1.0\nRUN uv pip install flask==3.0 -r requirements.txt")]
    [TestCase("FROM web:1.0\nRUN uv sync")]
    [TestCase("FROM web:1.0\nRUN uvx ruff@0.3.0 check .")]
    [TestCase("FROM web:1.0\nRUN pipx install black==24.1")]
    [TestCase("FROM web:1.0\nRUN poetry add requests@^2.31 ./lib")]
    [TestCase("FROM web:1.0\nRUN poetry install")]
    [TestCase("FROM web:1.0\nRUN conda install -y 'numpy=1.26'")]
    [TestCase("FROM web:1.0\nRUN conda env create -f e.yml")]
    [TestCase("FROM web:1.0\nRUN yarn install --network-timeout 100000")]
    [TestCase("FROM web:1.0\nRUN yarn add react@18.2.0")]
    [TestCase("FROM web:1.0\nRUN pnpm add turbo@2")]
    [TestCase("FROM web:1.0\nRUN pnpm install --frozen-lockfile")]
    [TestCase("FROM web:1.0\nRUN bun install")]
    [TestCase("FROM web:1.0\nRUN npx --yes create-app@1.2.3 x")]
    [TestCase("FROM web:1.0\nRUN npm install file:../a ./b.tgz https://a.example/c-1.0.tgz")]
    [TestCase("FROM web:1.0\nRUN npm i user/repo#v1")]
    [TestCase("FROM web:1.0\nRUN cargo install ripgrep --version 14.1.0")]
    [TestCase("FROM web:1.0\nRUN cargo install --path .")]
    [TestCase("FROM web:1.0\nRUN cargo install ripgrep@14.1.0")]
    [TestCase("FROM web:1.0\nRUN dotnet tool install -g dotnet-ef --version 8.0.1")]
    [TestCase("FROM web:1.0\nRUN dotnet add package Serilog -v 3.1")]
    [TestCase("FROM web:1.0\nRUN dotnet tool restore")]
    [TestCase("FROM web:1.0\nRUN composer require monolog/monolog:^3.5")]
    [TestCase("FROM web:1.0\nRUN composer install")]
    [TestCase("FROM web:1.0\nRUN pacman -Ss git")]
    [TestCase("FROM web:1.0\nRUN pacman -U https://a.example/git-2.44-1-x86_64.pkg.tar.zst")]
    [TestCase("FROM web:1.0\nRUN apk add -t .deps curl=8")]
    [TestCase("FROM web:1.0\nRUN apk add --virtual .deps")]
    [TestCase("FROM web:1.0\nRUN dnf module install -y nodejs:20")]
    [TestCase("FROM web:1.0\nRUN dnf install -y https://a.example/x-1.rpm")]
    [TestCase("FROM web:1.0\nRUN go install a.example/x@v1.2.3")]
    [TestCase("FROM web:1.0\nRUN pip install --target /x dist/app-1.0.whl")]
    [TestCase("FROM web:1.0\nRUN apt-get -t stable install -y curl=8")]
    [TestCase("FROM web:1.0\nRUN echo apt-get install curl")]
    [TestCase("FROM web:1.0\nRUN apt-get remove curl")]
    public void Versions_files_lists_and_variables_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileUnpinnedPackage>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN apt-get update && \\\n apt-get install -y \\\n curl").Judge<DockerfileUnpinnedPackage>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(4));
        }
    }
}
