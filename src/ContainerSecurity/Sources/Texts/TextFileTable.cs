namespace ContainerSecurity.Sources;

/// <summary>The names and endings of files that are, or are not, searched for secrets.</summary>
internal static class TextFileTable
{
    /// <summary>Written by package managers: versions, addresses and checksums.</summary>
    public static HashSet<string> LockFiles { get; } = Names(
        "package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock composer.lock Gemfile.lock "
        + "gems.locked Cargo.lock "
        + "poetry.lock Pipfile.lock uv.lock pdm.lock pixi.lock conda-lock.yml go.sum go.work.sum packages.lock.json project.assets.json paket.lock "
        + "mix.lock rebar.lock pubspec.lock Podfile.lock Package.resolved Cartfile.resolved Chart.lock .terraform.lock.hcl "
        + "flake.lock gradle.lockfile "
        + "buildscript-gradle.lockfile renv.lock conan.lock stack.yaml.lock cabal.project.freeze MODULE.bazel.lock vcpkg-lock.json devbox.lock");

    public static string[] Minified { get; } =
    [
        ".min.js", ".min.mjs", ".min.cjs", ".min.css", ".min.html", ".bundle.js", ".bundle.mjs", ".bundle.css", ".chunk.js", ".chunk.css",
        "-min.js", "-min.css",
    ];

    public static string[] SourceMaps { get; } =
        [".js.map", ".mjs.map", ".cjs.map", ".css.map", ".ts.map", ".mts.map", ".cts.map", ".jsx.map", ".tsx.map", ".min.map", ".bundle.map", ".scss.map"];

    /// <summary>Containers of keys, which are no texts.</summary>
    public static string[] KeyStores { get; } = [".p12", ".pfx", ".pkcs12", ".jks", ".keystore", ".kdbx", ".bcfks"];

    public static HashSet<string> SettingsEndings { get; } = Names(
        // Settings.
        ".env .envrc .json .jsonc .json5 .yaml .yml .properties .ini .inf .toml .xml .config .conf .cfg .cnf .cf .settings .prefs .reg .plist "
        + ".desktop .xcconfig .dsn .udl .connection .rdp .ovpn .ldif .kubeconfig .npmrc .pypirc .netrc .pgpass .htpasswd .htaccess .s3cfg .boto "
        // Infrastructure, deployment, builds.
        + ".tf .tfvars .tfstate .backup .hcl .nomad .pkr .sentinel .bicep .bicepparam .cfn .template .arm .jsonnet .libsonnet .cue "
        + ".dhall .nix .tpl .tmpl "
        + ".gotmpl .j2 .jinja .jinja2 .epp .service .socket .timer .mount .container .kube .network .volume .pod "
        + ".gradle .kts .sbt .csproj .vbproj .fsproj .vcxproj .sqlproj .props .targets .pubxml .nuspec .proj .ccproj .cscfg .csdef .publishsettings "
        + ".dockerfile .containerfile .mk .make .cmake .bazel .bzl .star .earth .jenkinsfile .groovy .pp .sls .ansible .vagrant "
        // Scripts.
        + ".sh .bash .zsh .ksh .fish .csh .tcsh .command .bat .cmd .ps1 .psm1 .psd1 .vbs .wsf .awk .expect .exp .profile .history .http .rest .curl "
        // Keys and credentials.
        + ".pem .key .p8 .pk8 .priv .private .ppk .asc .gpg .crt .cer .cert .ca-bundle .ssh .secret .secrets .token .credentials "
        + ".passwd .password .pwd .jwk .jwks .age");

    /// <summary>What is put behind the ending of a file that is kept aside.</summary>
    public static HashSet<string> CopyEndings { get; } = Names(
        ".bak .old .orig .save .backup .copy .tmp .swp .dist .example .sample .template .local .dev .prod .production .staging "
        + ".test .ci .default .disabled .in .rej .1 .2 .erb .ejs .mustache .hbs .j2 .tpl .tmpl");

    public static HashSet<string> SettingsNames { get; } = Names(
        ".npmrc npmrc .yarnrc .pypirc .netrc _netrc .pgpass .my.cnf .s3cfg .boto .git-credentials .gitconfig .gitmodules "
        + ".htpasswd htpasswd .htaccess .dockercfg "
        + ".dockerconfigjson .curlrc .wgetrc .bazelrc .terraformrc .vault-token .esmtprc .msmtprc .fetchmailrc .muttrc .procmailrc "
        + ".mailrc .ftpconfig .dbshell "
        + ".profile .bashrc .bash_profile .bash_login .bash_logout .bash_aliases .zshrc .zprofile .zshenv .zlogin .kshrc .cshrc "
        + ".login .inputrc .envrc .direnv "
        + ".bash_history .zsh_history .sh_history .history .psql_history .mysql_history .sqlite_history .python_history "
        + ".node_repl_history .irb_history "
        + ".rediscli_history .mongo_history .lesshst .viminfo .pip .condarc .gemrc .Rprofile .Renviron .pryrc .irbrc .tool-versions "
        + ".flaskenv .secrets "
        + "id_rsa id_dsa id_ecdsa id_ed25519 id_ecdsa_sk id_ed25519_sk identity authorized_keys known_hosts kubeconfig credentials "
        + "config environment hosts "
        + "Jenkinsfile Vagrantfile Makefile makefile GNUmakefile Rakefile Fastfile Appfile Matchfile Brewfile Procfile Tiltfile "
        + "Earthfile Caddyfile Corefile "
        + "Justfile justfile Taskfile Snakefile Berksfile Puppetfile Guardfile Dangerfile BUILD WORKSPACE SConstruct crontab fstab "
        + "exports shadow sudoers "
        + "secret_token.rb settings.py local_settings.py wp-config.php LocalSettings.php configuration.php config.php "
        + "config.inc.php parameters.php database.php "
        + "config.js config.ts config.py config.rb config.cjs config.mjs rclone.conf terraform.rc pgpass.conf pip.conf nginx.conf redis.conf");

    /// <summary>Pictures, fonts, sound, archives, programs, documents, data: there is no text to be searched in them.</summary>
    public static HashSet<string> BinaryEndings { get; } = Names(
        ".png .jpg .jpeg .gif .bmp .ico .icns .webp .tif .tiff .psd .heic .avif .xcf .ttf .otf .woff .woff2 .eot "
        + ".mp3 .mp4 .m4a .m4v .wav .flac .ogg .oga .ogv .opus .webm .avi .mov .mkv .mpg .mpeg .wmv .flv .swf "
        + ".zip .gz .tgz .bz2 .tbz2 .xz .txz .zst .lz4 .lzma .7z .rar .tar .cab .iso .img .dmg .vhd .vhdx .vmdk .qcow2 .jar .war "
        + ".ear .aar .apk .ipa .whl .egg "
        + ".nupkg .snupkg .deb .rpm .msi .exe .dll .so .dylib .a .lib .o .obj .pdb .ilk .class .pyc .pyo .pyd .elc .beam .wasm .node "
        + ".pdf .doc .docx .xls .xlsx .ppt .pptx .odt .ods .odp .epub .mobi .sqlite .sqlite3 .db .mdb .accdb .mdf .ldf .frm .ibd "
        + ".dbf .parquet .avro .orc .arrow "
        + ".feather .h5 .hdf5 .npy .npz .pkl .pickle .pt .pth .onnx .tflite .safetensors .gguf .ckpt .mo .gmo .der .p12 .pfx .pkcs12 .jks .keystore "
        + ".kdbx .bcfks .blend .fbx .glb .stl .dwg .swp .swo .DS_Store");

    private static HashSet<string> Names(string names) => new(names.Split([' '], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
