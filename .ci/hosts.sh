#!/usr/bin/env bash
# The site's rules on hosts of other makers: .ci/hosts.sh PROGRAM. Apache and nginx serve the folder of a site by its rules, and
# clients get from them the status, location, media type and language that `lauazym serve` gives. The rules of w3id.org lead there.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:?the path of lauazym}")

# Debian's Apache and nginx stand in a folder that not every user's PATH has.
PATH=$PATH:/usr/sbin
if ! { command -v apache2 && command -v nginx && command -v curl; } >/dev/null; then
    apt-get update -qq
    # Nothing is to start by itself.
    RUNLEVEL=1 apt-get install -y -qq --no-install-recommends apache2 nginx curl >/dev/null
fi
work=$(mktemp -d)
processes=()
trap 'kill "${processes[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
chmod 755 "$work"
apache=127.0.0.1:7641 below=127.0.0.1:7642 w3id=127.0.0.1:7643 nginx=127.0.0.1:7644

order=tests/fixtures/headings-with-everything.kk.md
# An act that was named after its words once.
cat >"$work/replaced.ttl" <<'TTL'
@prefix dct: <http://purl.org/dc/terms/> .
<https://w3id.org/lauazym/act/x-civil-service> dct:isReplacedBy <https://w3id.org/lauazym/act/Z990000453_> .
TTL
"$program" site "$order" --vocabulary "$work/replaced.ttl" --url "http://$apache/" --out "$work/site" >/dev/null
mkdir -p "$work/below" "$work/w3id/lauazym" "$work/nginx"
ln -s "$work/site" "$work/below/some-path"
cp "$work/site/hosting/w3id.htaccess" "$work/w3id/lauazym/.htaccess"

cat >"$work/apache.conf" <<CONF
ServerRoot $work
ServerName 127.0.0.1
PidFile $work/apache.pid
ErrorLog $work/apache.log
Listen $apache
Listen $below
Listen $w3id
$(for module in mpm_event authz_core mime dir rewrite setenvif headers; do
    echo "LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"
done)
User www-data
Group www-data
TypesConfig /dev/null
<Directory $work>
    AllowOverride All
    Require all granted
</Directory>
<VirtualHost $apache>
    DocumentRoot $work/site
</VirtualHost>
<VirtualHost $below>
    DocumentRoot $work/below
</VirtualHost>
<VirtualHost $w3id>
    DocumentRoot $work/w3id
</VirtualHost>
CONF
cat >"$work/nginx.conf" <<CONF
daemon off;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { }
http {
    access_log off;
    client_body_temp_path $work/nginx; proxy_temp_path $work/nginx; fastcgi_temp_path $work/nginx;
    uwsgi_temp_path $work/nginx; scgi_temp_path $work/nginx;
    include $work/site/hosting/nginx-http.conf;
    server {
        listen $nginx;
        root $work/site;
        include $work/site/hosting/nginx-server.conf;
    }
}
CONF
apache2 -f "$work/apache.conf" -DFOREGROUND &
processes+=($!)
nginx -p "$work" -c "$work/nginx.conf" -e "$work/nginx.log" &
processes+=($!)
"$program" serve --bind 127.0.0.1:0 --order "$order" --vocabulary "$work/replaced.ttl" 2>"$work/serve.log" &
processes+=($!)
for _ in $(seq 300); do
    serve=$(sed -n 's|^listening on http://\(.*\)/$|\1|p' "$work/serve.log")
    [ -n "$serve" ] && curl -s -o /dev/null "$apache" && curl -s -o /dev/null "$nginx" && break
    sleep 0.1
done
[ -n "$serve" ] && kill -0 "${processes[@]}" || { cat "$work"/*.log >&2; exit 1; }

# What a client gets: status and location, then what stands there, with the host's own name left out.
got() { # host and folder, path, arguments of curl
    local site=http://$1 path=$2
    shift 2
    {
        curl -s --path-as-is -o /dev/null -w '%{http_code} %{redirect_url}\n' "$@" "$site/$path"
        curl -sL --path-as-is -o /dev/null -w '%{http_code} %{content_type} %header{content-language}\n' "$@" "$site/$path"
    } | sed "s|$site||; s/^\(40[46]\) .*/\1/"
}
asked=0 wrong=0
same() { # path, arguments of curl
    local right host
    right=$(got "$serve" "$@")
    for host in "$apache" "$below/some-path" "$nginx"; do
        asked=$((asked + 1))
        if ! diff <(echo "$right") <(got "$host" "$@") >"$work/differs"; then
            wrong=$((wrong + 1))
            echo "$host differs from lauazym serve (<) for $*"
            cat "$work/differs"
        fi
    done
}

accepts=(
    # Firefox, Chrome, and a WebKit of the time when XML came first.
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7'
    'application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,image/png,*/*;q=0.5'
    # curl and wget; clients that say nothing.
    '*/*'
    ''
    # rapper, rdflib for any format and for one, Jena, Protégé, a loader of JSON-LD.
    'application/rdf+xml, text/rdf;q=0.6, application/n-triples;q=0.8, text/turtle;q=0.9, */*;q=0.1'
    'application/rdf+xml, text/n3, text/turtle, application/n-triples, application/ld+json, text/html, application/xhtml+xml'
    'text/turtle, application/x-turtle, */*;q=0.1'
    'text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3'
    'application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09'
    'application/ld+json, application/json;q=0.9, */*;q=0.1'
    # Those who put weights on all, and one for whom there is nothing.
    'text/html;q=0.5, text/turtle;q=0.5'
    'text/html;q=0.6, text/turtle;q=0.5'
    'application/n-triples;q=0.35, text/*;q=0.2'
    'image/png'
)
entry=order/x-2014-04-11-88/entry/1
things=(act/Z990000453_ category/C-3 order/x-2014-04-11-88 "$entry" "$entry/knowledge" ontology dataset)
for accept in "${accepts[@]}"; do
    for path in "${things[@]}"; do
        same "$path" -H "Accept: $accept" -H 'Accept-Language: ru-RU,ru;q=0.9,en;q=0.8'
    done
done
for languages in '' kk 'en-GB' 'de,en;q=0.8,ru;q=0.7' 'de;q=0.9, ru;q=0.2' de; do
    for path in '' act/Z990000453_ "$entry/knowledge"; do
        same "$path" -H "Accept: ${accepts[0]}" -H "Accept-Language: $languages"
    done
done
for path in 'act/Z990000453_?format=rdf' 'act/Z990000453_?format=html&lang=en' "$entry/knowledge?lang=ru" 'ontology?format=ttl' \
    'act/Z990000453_?format=docx' 'act/Z990000453_?lang=de' '?lang=de' '?lang=en' 'act/Z990000453_/' .well-known/void act/x-civil-service \
    nothing act act/ act/Z99000045 order/x-2014-04-11-88/entry/999 order/nothing/entry/1/knowledge; do
    same "$path" -H "Accept: ${accepts[0]}"
    same "$path"
done
for path in style.css site.js search-kk.json questions.html query/acts-by-category/C-3.ru.html query/acts-by-category/C-3.ru.csv \
    query/acts-by-category/C-3.en.json "$entry".{html,ru.html,en.html,ttl,jsonld,nt,rdf}; do
    same "$path" -H "Accept: ${accepts[0]}"
done

# w3id.org leads on, with fields and all.
for path in 'act/Z990000453_?format=ttl' "$entry/knowledge" ontology; do
    asked=$((asked + 1))
    leads=$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' "http://$w3id/lauazym/$path")
    [ "$leads" = "302 http://$apache/$path" ] || { echo "w3id.org leads from $path to $leads"; wrong=$((wrong + 1)); }
done
echo "hosts: $asked answers compared, $wrong wrong"
[ "$wrong" = 0 ]
